package io.github.camundacliq.message;

import java.util.regex.Pattern;

/** A wrong value as an error text shows it: to be recognised, with room left for the remedy. */
public final class FoundValue {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Z}&&[^ ]]");
    private static final int SHOWN = 60;

    private FoundValue() {}

    /** Its first 60 characters, each one printable. */
    public static String shown(String value) {
        boolean whole = value.codePointCount(0, value.length()) <= SHOWN;
        String begin = whole ? value : value.substring(0, value.offsetByCodePoints(0, SHOWN)) + "...";
        return UNPRINTABLE.matcher(begin).replaceAll("?");
    }
}
