package io.github.camundacliq.sandbox;

import java.util.List;
import java.util.Map;

/** What came with a request, read to its end: an answer to half-sent bytes would be lost on the way. */
sealed interface Body {

    /** A message; the text is the body exactly as it came, decoded as UTF-8. */
    record Json(String text) implements Body {}

    record Upload(List<StoredFile> files, Map<String, String> fields) implements Body {}

    record Form(Map<String, String> fields) implements Body {}

    record Query(Map<String, String> parameters) implements Body {}

    /** It could not be read, or is not what the address takes; the refusal is kept until the sender is known. */
    record Unreadable(RefusedException refusal) implements Body {}
}
