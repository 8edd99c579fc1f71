package io.github.camundacliq.sandbox;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/** The bytes of posted files: on disk, since ten files of 50 MB may come at once, and no longer than there is room. */
final class Uploads {

    private final long capacity;
    private final Map<String, StoredFile> files = new LinkedHashMap<>();
    private long used;

    private @Nullable Path folder;

    Uploads(DataSize capacity) {
        this.capacity = capacity.toBytes();
    }

    StoredFile store(Part part) {
        String id = UUID.randomUUID().toString().replace("-", "");
        try {
            Path path = folder().resolve(id);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = part.getInputStream();
                    OutputStream out = new DigestOutputStream(Files.newOutputStream(path), digest)) {
                in.transferTo(out);
            }
            String name = Optional.ofNullable(part.getSubmittedFileName()).orElse("file");
            String sha256 = HexFormat.of().formatHex(digest.digest());
            return add(new StoredFile(id, name, part.getContentType(), part.getSize(), sha256, path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized Optional<StoredFile> find(String id) {
        return Optional.ofNullable(files.get(id));
    }

    synchronized void clear() {
        files.values().forEach(file -> file.path().toFile().delete());
        files.clear();
        used = 0;
    }

    synchronized void destroy() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    private synchronized StoredFile add(StoredFile file) throws IOException {
        files.put(file.id(), file);
        used += file.size();
        Iterator<StoredFile> oldest = files.values().iterator();
        while (used > capacity && oldest.hasNext()) {
            StoredFile victim = oldest.next();
            oldest.remove();
            used -= victim.size();
            Files.deleteIfExists(victim.path());
        }
        return file;
    }

    /** Made when the first file comes: an application that never posts one leaves no folder behind. */
    private synchronized Path folder() throws IOException {
        Path made = folder == null ? Files.createTempDirectory("cliq-sandbox") : folder;
        folder = made;
        return made;
    }
}
