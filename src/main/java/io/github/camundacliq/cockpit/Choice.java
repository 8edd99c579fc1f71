package io.github.camundacliq.cockpit;

import io.github.camundacliq.delivery.Resolution;

/** What an operator can make of a post that may have been delivered. */
enum Choice {
    POST_AGAIN("posted again") {
        @Override
        boolean record(Resolution resolution, String key) {
            return resolution.postAgain(key);
        }
    },
    MARK_DELIVERED("marked as delivered") {
        @Override
        boolean record(Resolution resolution, String key) {
            return resolution.markDelivered(key);
        }
    };

    private final String inOperationLog;

    Choice(String inOperationLog) {
        this.inOperationLog = inOperationLog;
    }

    /** False if there is no doubt any more. */
    abstract boolean record(Resolution resolution, String key);

    String inOperationLog() {
        return inOperationLog;
    }
}
