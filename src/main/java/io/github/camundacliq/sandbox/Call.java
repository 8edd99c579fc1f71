package io.github.camundacliq.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to the API, read to its end.
 *
 * @param token the access token it came with, if that is alive
 * @param user for whom it was made, where that can be told
 */
record Call(
        Endpoint endpoint,
        @Nullable String chat,
        @Nullable AccessToken token,
        @Nullable String user,
        @Nullable String processInstance,
        Body body) {

    LoggedRequest logged(long sequence, long time) {
        String json = body instanceof Body.Json it ? it.text() : null;
        List<StoredFile> files = body instanceof Body.Upload it ? it.files() : List.of();
        String comments = body instanceof Body.Upload it ? it.fields().get("comments") : null;
        return new LoggedRequest(
                sequence, time, endpoint, chat, user, null, null, null, processInstance, json, files, comments);
    }
}
