package io.github.camundacliq.cockpit;

import io.github.camundacliq.delivery.Resolution;
import java.util.Optional;

/** What an operator can make of a post that may have been delivered. */
enum Choice {
    POST_AGAIN("posted again") {
        @Override
        boolean record(Resolution resolution, String key, Optional<String> version) {
            return resolution.postAgain(key, version);
        }
    },
    MARK_DELIVERED("marked as delivered") {
        @Override
        boolean record(Resolution resolution, String key, Optional<String> version) {
            return resolution.markDelivered(key, version);
        }
    };

    private final String inOperationLog;

    Choice(String inOperationLog) {
        this.inOperationLog = inOperationLog;
    }

    /** False if there is no doubt any more, or another one. */
    abstract boolean record(Resolution resolution, String key, Optional<String> version);

    String inOperationLog() {
        return inOperationLog;
    }
}
