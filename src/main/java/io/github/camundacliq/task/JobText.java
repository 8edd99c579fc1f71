package io.github.camundacliq.task;

/** What a job shows, made fit for the engine's tables: without its text a job has no incident. */
final class JobText {

    /** At one more the engine cuts what it shows in an incident. */
    private static final int MAX_LENGTH = 665;

    private JobText() {}

    static String of(String text) {
        String storable = storable(text);
        return storable.length() <= MAX_LENGTH ? storable : storable.substring(0, MAX_LENGTH - 3) + "...";
    }

    /** On MySQL those tables take no character that needs four bytes. */
    private static String storable(String text) {
        return text.codePoints()
                .map(character -> Character.isBmpCodePoint(character) ? character : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
