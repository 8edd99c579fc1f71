package io.github.camundacliq.message;

import java.io.InputStream;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * One file of a message. Its bytes stay where the engine holds them; each call of {@code content} reads them anew.
 *
 * @param name as the chat shows it
 * @param size in bytes
 */
public record Attachment(String name, String mimeType, long size, Supplier<InputStream> content) {

    /** A line break in a name would begin a header of its own. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    public Attachment {
        name = CONTROL.matcher(name).replaceAll("_");
    }

    @Override
    public String toString() {
        return "Attachment[" + size + " bytes]";
    }
}
