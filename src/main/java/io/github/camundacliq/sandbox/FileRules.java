package io.github.camundacliq.sandbox;

import static io.github.camundacliq.sandbox.CliqError.EXTRA_KEY_FOUND;
import static io.github.camundacliq.sandbox.CliqError.INPUT_JSON_INVALID;
import static io.github.camundacliq.sandbox.CliqError.INPUT_PATTERN_MISMATCH;
import static io.github.camundacliq.sandbox.CliqError.PARAM_MISSING;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.util.unit.DataSize;

/** What Cliq checks of a request with files. */
final class FileRules {

    private static final Set<String> FIELDS =
            Set.of("comments", "bot_name", "bot_image", "bot_unique_name", "mark_as_read");
    private static final DataSize LARGEST = DataSize.ofMegabytes(50);

    private final SandboxJson json;

    FileRules(SandboxJson json) {
        this.json = json;
    }

    /** One comment for each file, or the documented refusal. */
    List<String> check(Body.Upload upload) {
        for (String field : upload.fields().keySet()) {
            if (!FIELDS.contains(field)) {
                throw EXTRA_KEY_FOUND.because("'" + field + "' is an extra key");
            }
        }
        if (upload.files().isEmpty()) {
            throw PARAM_MISSING.because("The parameter 'files' is missing");
        }
        if (upload.files().size() > 10) {
            throw INPUT_PATTERN_MISMATCH.because("More than 10 files");
        }
        if (upload.files().stream().anyMatch(file -> file.size() > LARGEST.toBytes())) {
            throw INPUT_PATTERN_MISMATCH.because("A file is larger than 50 MB");
        }
        String comments = upload.fields().get("comments");
        return comments == null ? List.of() : comments(comments, upload.files().size());
    }

    private List<String> comments(String text, int files) {
        JsonNode array = json.parse(text)
                .filter(JsonNode::isArray)
                .orElseThrow(() -> INPUT_JSON_INVALID.because("'comments' is not a JSON array"));
        if (array.size() > files) {
            throw INPUT_PATTERN_MISMATCH.because("More comments than files");
        }
        List<String> comments = new ArrayList<>();
        for (JsonNode comment : array) {
            if (!comment.isTextual()) {
                throw INPUT_PATTERN_MISMATCH.because("A comment is not a text");
            }
            comments.add(comment.asText());
        }
        return comments;
    }
}
