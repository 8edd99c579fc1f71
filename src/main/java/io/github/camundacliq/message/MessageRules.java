package io.github.camundacliq.message;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds messages that Cliq can accept, so that a wrong one costs no call.
 *
 * <p>The limits are Zoho's documented ones; its pages disagree on the length of a text (5,000 on the message pages,
 * 10,000 on others), so that one is configurable.
 */
public final class MessageRules {

    static final int MAX_FILES = 10;
    static final long MAX_FILE_SIZE = 50L * 1024 * 1024;

    private static final ObjectReader JSON =
            JsonMapper.builder().build().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final int maxTextLength;

    public MessageRules(int maxTextLength) {
        this.maxTextLength = maxTextLength;
    }

    /**
     * A text.
     *
     * @throws InvalidInputException if the text is blank or too long
     */
    public Message text(String text) {
        if (text.isBlank()) {
            throw new InvalidInputException("Variable 'message' is an empty text. Give it the text to post.");
        }
        requireLength(text, "Variable 'message'");
        return new Message.Text(text);
    }

    /**
     * A key-value message.
     *
     * @throws InvalidInputException if it is not a JSON object, or its text is too long
     */
    public Message keyValue(String json) {
        JsonNode node;
        try {
            node = JSON.readTree(json);
        } catch (JsonProcessingException notJson) {
            throw new InvalidInputException("Variable 'message' holds no readable JSON" + where(notJson.getLocation())
                    + ". Correct it, or give a String to post a text.");
        }
        if (!node.isObject() || node.isEmpty()) {
            throw new InvalidInputException("Variable 'message' is JSON but "
                    + (node.isObject() ? "an empty object" : "not an object")
                    + ". A key-value message is an object such as {\"text\":\"Hello\"}.");
        }
        String text = node.path("text").asText("");
        requireLength(text, "Key 'text' of variable 'message'");
        return new Message.KeyValue(json, text);
    }

    /**
     * Files with their comments.
     *
     * @throws InvalidInputException if there are too few or too many files or comments, or one file is too large
     */
    public Message files(List<Attachment> attachments, List<String> comments) {
        if (attachments.isEmpty()) {
            throw new InvalidInputException(
                    "Variable 'message' is an empty list. Give it the names of 1 to " + MAX_FILES + " File variables.");
        }
        if (attachments.size() > MAX_FILES) {
            throw new InvalidInputException(
                    "Variable 'message' lists " + attachments.size() + " files, but Cliq takes at most " + MAX_FILES
                            + " in one post. Split the list over several tasks.");
        }
        for (Attachment file : attachments) {
            if (file.size() > MAX_FILE_SIZE) {
                throw new InvalidInputException("File '" + FoundValue.shown(file.name()) + "' has " + file.size()
                        + " bytes, but Cliq takes at most 50 MB for each file. Post a link to it instead.");
            }
        }
        return new Message.Files(List.copyOf(attachments), aligned(comments, attachments.size()));
    }

    private static List<String> aligned(List<String> comments, int files) {
        if (comments.size() > files) {
            throw new InvalidInputException("Variable 'comments' has " + comments.size() + " entries for " + files
                    + " file(s). Give at most one comment for each file.");
        }
        if (comments.stream().allMatch(String::isBlank)) {
            return List.of();
        }
        List<String> padded = new ArrayList<>(comments);
        while (padded.size() < files) {
            padded.add("");
        }
        return List.copyOf(padded);
    }

    /** JSON that is too deep or has too long a number is refused by the parser without saying where. */
    private static String where(@Nullable JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private void requireLength(String text, String what) {
        int length = text.codePointCount(0, text.length());
        if (length > maxTextLength) {
            throw new InvalidInputException(what + " has " + length + " characters, but Cliq takes at most "
                    + maxTextLength + " (cliq.max-text-length). Shorten it, or post it as a file.");
        }
    }
}
