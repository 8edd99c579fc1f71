package io.github.camundacliq.cockpit;

import io.github.camundacliq.delivery.Resolution;

/** What an operator can make of an uncertain post. */
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

    /** False if the post is not uncertain any more. */
    abstract boolean record(Resolution resolution, String key);

    String inOperationLog() {
        return inOperationLog;
    }
}
