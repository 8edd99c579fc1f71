package io.github.camundacliq.message;

import java.io.InputStream;
import java.util.function.Supplier;

/**
 * One file of a message. Its bytes stay where the engine holds them; each call of {@code content} reads them anew.
 *
 * @param size in bytes
 */
public record Attachment(String name, String mimeType, long size, Supplier<InputStream> content) {

    @Override
    public String toString() {
        return "Attachment[" + size + " bytes]";
    }
}
