package io.github.camundacliq.delivery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How far a post got, as a person asks for it; the journal's own states also say what a retry has to do. */
public enum Stage {
    WAITING("", State.WAITING),
    SENDING("", State.SENDING),
    DELIVERED("delivered", State.ANSWERED),
    REJECTED("rejected", State.ANSWERED, State.REPORTED),
    UNAVAILABLE("", State.UNAVAILABLE),
    UNCERTAIN("uncertain", State.UNCERTAIN, State.REPORTED),
    CANCELLED("", State.CANCELLED);

    private final String outcome;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<State> states;

    Stage(String outcome, State... states) {
        this.outcome = outcome;
        this.states = Set.of(states);
    }

    static Stage of(State state, String outcome) {
        return Arrays.stream(values())
                .filter(stage -> stage.states.contains(state))
                .filter(stage -> stage.outcome.isEmpty() || stage.outcome.equals(outcome))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No post is " + state + " and " + outcome));
    }

    /** The stage of that name, if there is one. */
    public static Optional<Stage> named(String name) {
        return Arrays.stream(values())
                .filter(stage -> stage.lowerCase().equals(name))
                .findFirst();
    }

    public String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    String condition() {
        String in = states.stream().sorted().map(state -> "'" + state + "'").collect(Collectors.joining(", "));
        return "p.STATE_ in (" + in + ")" + (outcome.isEmpty() ? "" : " and p.OUTCOME_ = '" + outcome + "'");
    }
}
