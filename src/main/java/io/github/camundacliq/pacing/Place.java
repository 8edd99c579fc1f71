package io.github.camundacliq.pacing;

/**
 * One place in a user's window; instants in milliseconds.
 *
 * @param reserved from when it is not promised to anybody
 * @param busy from when its last request certainly is outside the window
 */
record Place(int nr, long reserved, long busy) {

    /** The same, but free at that time at the earliest. */
    Place freeFrom(long earliest) {
        return new Place(nr, reserved, Math.max(busy, earliest));
    }

    /** The same, but free at that time at the latest. */
    Place freeBy(long latest) {
        return new Place(nr, reserved, Math.min(busy, latest));
    }
}
