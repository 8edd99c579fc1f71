package io.github.camundacliq.connection;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Removes secrets from text that came from outside, and what a database cannot store; every text passes here before it
 * leaves the HTTP clients.
 */
public final class Redaction {

    private static final String MASK = "******";
    private static final Pattern ZOHO_TOKEN = Pattern.compile("\\b1000\\.[0-9a-zA-Z]{16,}(\\.[0-9a-zA-Z]{8,})?");
    private static final Pattern AUTHORIZATION = Pattern.compile("(?i)(Zoho-oauthtoken|Bearer)\\s+[^\\s\"',;<>]+");

    /** PostgreSQL takes no U+0000, and no JSON half a character. */
    private static final Pattern UNSTORABLE = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t\\r\\n]]");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final int LINE = 200;

    private final List<String> secrets;

    /** @param secrets removed as they are and as a form writes them, which a server may send back */
    public Redaction(Collection<Secret> secrets) {
        this.secrets = secrets.stream()
                .map(Secret::value)
                .filter(value -> value.length() > 3)
                .flatMap(value -> Stream.of(value, URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .distinct()
                .toList();
    }

    public String of(String text) {
        String clean = UNSTORABLE.matcher(text).replaceAll(" ");
        for (String secret : secrets) {
            clean = clean.replace(secret, MASK);
        }
        clean = AUTHORIZATION.matcher(clean).replaceAll("$1 " + MASK);
        return ZOHO_TOKEN.matcher(clean).replaceAll(MASK);
    }

    /** The same on one line, which leaves room for the remedy in an incident. */
    public String line(String text) {
        String line = BLANKS.matcher(of(text)).replaceAll(" ").strip();
        return line.length() <= LINE ? line : of(line.substring(0, LINE)).stripTrailing() + "...";
    }

    /** A copy of a JSON value in which that is done to every text, also of the keys. */
    public Object of(Object json) {
        if (json instanceof String text) {
            return of(text);
        }
        if (json instanceof Map<?, ?> map) {
            return of(map);
        }
        if (json instanceof List<?> list) {
            return list.stream()
                    .map(element -> element == null ? "" : of(element))
                    .toList();
        }
        return json;
    }

    /** The same of an object; what is null in it is left out. */
    public Map<String, Object> of(Map<?, ?> map) {
        Map<String, Object> clean = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                clean.put(of(String.valueOf(key)), of(value));
            }
        });
        return clean;
    }
}
