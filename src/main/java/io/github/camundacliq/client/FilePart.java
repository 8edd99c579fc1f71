package io.github.camundacliq.client;

import io.github.camundacliq.message.Attachment;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;

/**
 * One file of a request, until the request has ended. The JDK's pool keeps with a connection the request that it was opened
 * for, and would keep the files, too.
 */
final class FilePart extends AbstractResource {

    /** A line break in a name would begin a header of its own. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final String name;
    private final long size;
    private final AtomicReference<@Nullable Supplier<InputStream>> content;

    FilePart(Attachment file) {
        this.name = CONTROL.matcher(file.name()).replaceAll("_");
        this.size = file.size();
        this.content = new AtomicReference<>(file.content());
    }

    void release() {
        content.set(null);
    }

    @Override
    public String getDescription() {
        return "a file of " + size + " bytes";
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
    public InputStream getInputStream() throws IOException {
        Supplier<InputStream> held = content.get();
        if (held == null) {
            throw new IOException("The request has ended");
        }
        return new FilterInputStream(held.get()) {};
    }
}
