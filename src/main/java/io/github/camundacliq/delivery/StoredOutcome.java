package io.github.camundacliq.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camundacliq.client.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** An outcome as the journal keeps it: its name, its code and the rest as JSON. */
record StoredOutcome(String name, String code, String answer) implements Outcome.Cases<StoredOutcome> {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DOUBTFUL = "doubtful";
    private static final StoredOutcome NONE = new StoredOutcome("", "", "{}");

    static StoredOutcome of(Outcome outcome) {
        return outcome.match(NONE);
    }

    /** The one in a row of the journal; without a name if there is none. */
    static StoredOutcome in(ResultSet row) throws SQLException {
        return new StoredOutcome(
                Objects.requireNonNullElse(row.getString("OUTCOME_"), ""),
                Objects.requireNonNullElse(row.getString("CODE_"), ""),
                Objects.requireNonNullElse(row.getString("ANSWER_"), "{}"));
    }

    /** The same, and whether an earlier attempt may have been delivered. */
    StoredOutcome doubtful(boolean doubtful) {
        if (!doubtful || name.equals("delivered")) {
            return this;
        }
        Map<String, Object> fields = new LinkedHashMap<>(parse(answer));
        fields.put(DOUBTFUL, true);
        return new StoredOutcome(name, code, write(fields));
    }

    /** Whether this attempt or an earlier one may have been delivered. */
    boolean leavesDoubt() {
        return name.equals("uncertain")
                || (!name.equals("delivered")
                        && Boolean.TRUE.equals(parse(answer).get(DOUBTFUL)));
    }

    /** Back again; what may change with time, such as a throttle, is never kept. */
    Optional<Outcome> read() {
        Map<String, Object> fields = parse(answer);
        return switch (name) {
            case "delivered" -> Optional.of(new Outcome.Delivered(fields));
            case "rejected" -> Optional.of(new Outcome.Rejected(code, text(fields, "detail"), text(fields, "advice")));
            case "unavailable" -> Optional.of(new Outcome.Unavailable(code, text(fields, "reason")));
            case "uncertain" -> Optional.of(new Outcome.Uncertain(text(fields, "reason")));
            default -> Optional.empty();
        };
    }

    @Override
    public StoredOutcome delivered(Outcome.Delivered delivered) {
        return new StoredOutcome(delivered.name(), "", write(delivered.answer()));
    }

    @Override
    public StoredOutcome rejected(Outcome.Rejected rejected) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("detail", rejected.detail());
        fields.put("advice", rejected.advice());
        return new StoredOutcome(rejected.name(), cut(rejected.code()), write(fields));
    }

    @Override
    public StoredOutcome throttled(Outcome.Throttled throttled) {
        return new StoredOutcome(throttled.name(), cut(throttled.code()), "{}");
    }

    @Override
    public StoredOutcome unavailable(Outcome.Unavailable unavailable) {
        return new StoredOutcome(
                unavailable.name(), cut(unavailable.code()), write(Map.of("reason", unavailable.reason())));
    }

    @Override
    public StoredOutcome uncertain(Outcome.Uncertain uncertain) {
        return new StoredOutcome(uncertain.name(), "", write(Map.of("reason", uncertain.reason())));
    }

    private static String cut(String code) {
        return code.length() <= 100 ? code : code.substring(0, 100);
    }

    private static String text(Map<String, Object> fields, String name) {
        return String.valueOf(fields.getOrDefault(name, ""));
    }

    private static String write(Map<String, Object> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What came as JSON can be written as JSON", impossible);
        }
    }

    private static Map<String, Object> parse(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The journal holds an unreadable answer", impossible);
        }
    }
}
