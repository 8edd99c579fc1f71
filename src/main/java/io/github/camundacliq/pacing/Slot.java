package io.github.camundacliq.pacing;

/**
 * One slot in a user's window; instants in milliseconds.
 *
 * @param reserved from when it is not promised to anybody
 * @param busy from when its last request certainly is outside the window
 */
record Slot(int nr, long reserved, long busy) {

    /** The same, but free at that time at the earliest. */
    Slot freeFrom(long earliest) {
        return new Slot(nr, reserved, Math.max(busy, earliest));
    }

    /** The same, but free at that time at the latest. */
    Slot freeBy(long latest) {
        return new Slot(nr, reserved, Math.min(busy, latest));
    }
}
