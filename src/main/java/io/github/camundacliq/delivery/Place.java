package io.github.camundacliq.delivery;

/**
 * One place in a user's window; instants in milliseconds.
 *
 * @param reserved from when it is not promised to anybody
 * @param busy from when its last request certainly is outside the window
 */
record Place(int nr, long reserved, long busy) {}
