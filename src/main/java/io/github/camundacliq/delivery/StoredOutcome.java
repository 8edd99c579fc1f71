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

/**
 * An outcome as the journal keeps it: its name, its code, and the rest, which is written as JSON.
 *
 * @param doubtful whether an earlier attempt may have been delivered; kept with the last one's lease
 */
record StoredOutcome(String name, String code, Map<String, Object> fields, boolean doubtful) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static final StoredOutcome NONE = of("", "", Map.of());

    private static final Outcome.Cases<StoredOutcome> STORED = new Outcome.Cases<>() {
        @Override
        public StoredOutcome delivered(Outcome.Delivered delivered) {
            return of(delivered.name(), "", delivered.answer());
        }

        @Override
        public StoredOutcome rejected(Outcome.Rejected rejected) {
            Map<String, Object> words = new LinkedHashMap<>();
            words.put("detail", rejected.detail());
            words.put("advice", rejected.advice());
            return of(rejected.name(), cut(rejected.code()), words);
        }

        @Override
        public StoredOutcome throttled(Outcome.Throttled throttled) {
            return of(throttled.name(), cut(throttled.code()), Map.of());
        }

        @Override
        public StoredOutcome unavailable(Outcome.Unavailable unavailable) {
            return of(unavailable.name(), cut(unavailable.code()), Map.of("reason", unavailable.reason()));
        }

        @Override
        public StoredOutcome uncertain(Outcome.Uncertain uncertain) {
            return of(uncertain.name(), "", Map.of("reason", uncertain.reason()));
        }
    };

    static StoredOutcome of(Outcome outcome) {
        return outcome.match(STORED);
    }

    /** The one in a row of the journal; without a name if there is none. */
    static StoredOutcome in(ResultSet row) throws SQLException {
        return new StoredOutcome(
                Objects.requireNonNullElse(row.getString("OUTCOME_"), ""),
                Objects.requireNonNullElse(row.getString("CODE_"), ""),
                parse(Objects.requireNonNullElse(row.getString("ANSWER_"), "{}")),
                row.getInt("DOUBTFUL_") == 1);
    }

    /** The rest as JSON. */
    String answer() {
        return write(fields);
    }

    /** Whether nobody knows if it was delivered, by this attempt or an earlier one. */
    boolean leavesDoubt() {
        return name.equals("uncertain") || (doubtful && !name.equals("delivered"));
    }

    /** The outcome again; nothing for a throttle, whose name and code alone are kept. */
    Optional<Outcome> read() {
        return switch (name) {
            case "delivered" -> Optional.of(new Outcome.Delivered(fields));
            case "rejected" -> Optional.of(new Outcome.Rejected(code, text("detail"), text("advice"), doubtful));
            case "unavailable" -> Optional.of(new Outcome.Unavailable(code, text("reason"), doubtful));
            case "uncertain" -> Optional.of(new Outcome.Uncertain(text("reason")));
            default -> Optional.empty();
        };
    }

    private static StoredOutcome of(String name, String code, Map<String, Object> fields) {
        return new StoredOutcome(name, code, fields, false);
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
