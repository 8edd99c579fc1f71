package io.github.camundacliq.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that was posted; its bytes lie on disk until they make room for newer ones. */
record StoredFile(
        String id,
        String name,
        @Nullable String type,
        long size,
        String sha256,
        @JsonIgnore Path path) {}
