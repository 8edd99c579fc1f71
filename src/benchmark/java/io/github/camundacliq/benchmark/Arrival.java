package io.github.camundacliq.benchmark;

/**
 * A post that reached Cliq.
 *
 * @param micros since 1970
 */
record Arrival(long micros, String chat) {

    private static final String CHATS = "/api/v2/chats/";

    static Arrival of(String path, long micros) {
        int end = path.lastIndexOf('/');
        return new Arrival(micros, path.startsWith(CHATS) ? path.substring(CHATS.length(), end) : path);
    }
}
