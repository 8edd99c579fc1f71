package io.github.camundacliq.client;

import io.github.camundacliq.message.Attachment;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.core.io.AbstractResource;
import org.springframework.http.MediaType;

/**
 * One file of a request, until the request has ended. The JDK's pool keeps with a connection the request that it was opened
 * for, and would keep the files, too.
 */
final class FilePart extends AbstractResource {

    private final String description;
    private final String name;
    private final MediaType mediaType;
    private final long size;
    private Optional<Supplier<InputStream>> content;
    private boolean read;

    FilePart(Attachment file) {
        this.description = file.toString();
        this.name = file.name();
        this.mediaType = MediaType.parseMediaType(file.mimeType());
        this.size = file.size();
        this.content = Optional.of(file.content());
    }

    MediaType mediaType() {
        return mediaType;
    }

    /** From now on nobody gets it; returns whether somebody did. */
    synchronized boolean release() {
        content = Optional.empty();
        return read;
    }

    @Override
    public String getDescription() {
        return description;
    }

    @Override
    public String getFilename() {
        return name;
    }

    @Override
    public long contentLength() {
        return size;
    }

    /** Read in small pieces: a stream of bytes in memory would hand over, and so copy, all of them at once. */
    @Override
    public synchronized InputStream getInputStream() throws IOException {
        Supplier<InputStream> held = content.orElseThrow(() -> new IOException("The request has ended"));
        read = true;
        return new FilterInputStream(held.get()) {};
    }
}
