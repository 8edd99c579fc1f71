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

/** An outcome as the journal keeps it: its name, its code, and the rest, which is written as JSON. */
record StoredOutcome(String name, String code, Map<String, Object> fields) implements Outcome.Cases<StoredOutcome> {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DOUBTFUL = "doubtful";
    private static final StoredOutcome NONE = new StoredOutcome("", "", Map.of());

    static StoredOutcome of(Outcome outcome) {
        return outcome.match(NONE);
    }

    /** The one in a row of the journal; without a name if there is none. */
    static StoredOutcome in(ResultSet row) throws SQLException {
        return new StoredOutcome(
                Objects.requireNonNullElse(row.getString("OUTCOME_"), ""),
                Objects.requireNonNullElse(row.getString("CODE_"), ""),
                parse(Objects.requireNonNullElse(row.getString("ANSWER_"), "{}")));
    }

    /** The rest as JSON. */
    String answer() {
        return write(fields);
    }

    /** The same, and whether an earlier attempt may have been delivered. */
    StoredOutcome doubtful(boolean doubtful) {
        if (!doubtful || name.equals("delivered")) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(DOUBTFUL, true);
        return new StoredOutcome(name, code, more);
    }

    /** Whether this attempt or an earlier one may have been delivered. */
    boolean leavesDoubt() {
        return name.equals("uncertain") || (!name.equals("delivered") && Boolean.TRUE.equals(fields.get(DOUBTFUL)));
    }

    /** Back again; what may change with time, such as a throttle, is never kept. */
    Optional<Outcome> read() {
        return switch (name) {
            case "delivered" -> Optional.of(new Outcome.Delivered(fields));
            case "rejected" -> Optional.of(new Outcome.Rejected(code, text("detail"), text("advice"), leavesDoubt()));
            case "unavailable" -> Optional.of(new Outcome.Unavailable(code, text("reason"), leavesDoubt()));
            case "uncertain" -> Optional.of(new Outcome.Uncertain(text("reason")));
            default -> Optional.empty();
        };
    }

    @Override
    public StoredOutcome delivered(Outcome.Delivered delivered) {
        return new StoredOutcome(delivered.name(), "", delivered.answer());
    }

    @Override
    public StoredOutcome rejected(Outcome.Rejected rejected) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("detail", rejected.detail());
        words.put("advice", rejected.advice());
        return new StoredOutcome(rejected.name(), cut(rejected.code()), words);
    }

    @Override
    public StoredOutcome throttled(Outcome.Throttled throttled) {
        return new StoredOutcome(throttled.name(), cut(throttled.code()), Map.of());
    }

    @Override
    public StoredOutcome unavailable(Outcome.Unavailable unavailable) {
        return new StoredOutcome(unavailable.name(), cut(unavailable.code()), Map.of("reason", unavailable.reason()));
    }

    @Override
    public StoredOutcome uncertain(Outcome.Uncertain uncertain) {
        return new StoredOutcome(uncertain.name(), "", Map.of("reason", uncertain.reason()));
    }

    private static String cut(String code) {
        return code.length() <= 100 ? code : code.substring(0, 100);
    }

    private String text(String name) {
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
