package io.github.camundacliq.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that came, and what became of it.
 *
 * @param time in milliseconds since 1970
 * @param status of the answer; absent while it is held back, 0 if the connection was closed instead
 * @param code Cliq's error code
 * @param body JSON exactly as it came; of other requests nothing
 */
record LoggedRequest(
        long sequence,
        long time,
        Endpoint kind,
        @Nullable String chat,
        @Nullable String user,
        @Nullable Integer status,
        @Nullable String code,
        @Nullable FaultType fault,
        @Nullable String processInstance,
        @Nullable String body,
        List<StoredFile> files,
        @Nullable String comments) {

    LoggedRequest answered(int itsStatus, @Nullable String itsCode, @Nullable FaultType itsFault) {
        return new LoggedRequest(
                sequence, time, kind, chat, user, itsStatus, itsCode, itsFault, processInstance, body, files, comments);
    }

    long weight() {
        return 500L + (body == null ? 0 : 2L * body.length()) + (comments == null ? 0 : 2L * comments.length());
    }
}
