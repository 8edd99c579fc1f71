package io.github.camundacliq.autoconfigure;

import java.util.regex.Pattern;

/** An address as an error may show it: without the login that may be in it, and without the query, where a webhook has its key. */
final class ShownAddress {

    private static final Pattern LOGIN = Pattern.compile("//[^/@]*@");
    private static final Pattern QUERY = Pattern.compile("\\?.*");

    private ShownAddress() {}

    static String of(String address) {
        return QUERY.matcher(LOGIN.matcher(address).replaceAll("//******@")).replaceFirst("?...");
    }
}
