package io.github.camundacliq.task;

import io.github.camundacliq.message.Attachment;
import io.github.camundacliq.message.FoundValue;
import io.github.camundacliq.message.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.variable.value.FileValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Reads one element of a list of files: a file value, or the name of a File variable. */
final class Attachments {

    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]");

    private Attachments() {}

    static Attachment of(@Nullable Object element, Scope scope) {
        if (element instanceof FileValue file) {
            return of(file);
        }
        if (element instanceof String text) {
            String name = text.strip();
            TypedValue named = scope.typed(name)
                    .orElseThrow(() -> new InvalidInputException("Variable 'message' lists " + shown(name)
                            + ", but there is no such variable. Name File variables that the task can see."));
            if (named instanceof FileValue file) {
                return of(file);
            }
            throw new InvalidInputException("Variable 'message' lists " + shown(name) + ", which is of type "
                    + named.getType().getName() + ". Name variables of type File.");
        }
        String found = element == null ? "null" : Inputs.typeOf(element);
        throw new InvalidInputException("Variable 'message' is a list with an element of type " + found
                + ", which has no file name. List the names of File variables.");
    }

    /** A text with blanks is hardly a name, and perhaps a message, whose words no incident shows. */
    private static String shown(String name) {
        return BLANK.matcher(name).find()
                ? "a text of " + name.length() + " characters"
                : "'" + FoundValue.shown(name) + "'";
    }

    private static Attachment of(FileValue file) {
        InputStream content = file.getValue();
        if (content == null) {
            throw new InvalidInputException(
                    "File '" + FoundValue.shown(file.getFilename()) + "' has no content. Set the File variable again.");
        }
        return new Attachment(file.getFilename(), mimeType(file), size(content), file::getValue);
    }

    private static long size(InputStream inMemory) {
        try (inMemory) {
            return inMemory.available();
        } catch (IOException impossible) {
            throw new IllegalStateException("The engine holds files in memory", impossible);
        }
    }

    private static String mimeType(FileValue file) {
        String declared = file.getMimeType();
        if (declared == null) {
            return MediaType.APPLICATION_OCTET_STREAM_VALUE;
        }
        try {
            MediaType type = MediaType.parseMediaType(declared);
            return type.isConcrete() ? plain(type).toString() : MediaType.APPLICATION_OCTET_STREAM_VALUE;
        } catch (InvalidMediaTypeException unreadable) {
            return MediaType.APPLICATION_OCTET_STREAM_VALUE;
        }
    }

    /** Other parameters may hold a line break, which would begin a header of its own. */
    private static MediaType plain(MediaType type) {
        Charset charset = type.getCharset();
        return charset == null
                ? new MediaType(type.getType(), type.getSubtype())
                : new MediaType(type.getType(), type.getSubtype(), charset);
    }
}
