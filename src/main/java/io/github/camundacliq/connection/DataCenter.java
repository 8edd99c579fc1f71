package io.github.camundacliq.connection;

import java.net.URI;
import java.util.Locale;

/** Zoho's data centres, by the key that their users know them by. */
public enum DataCenter {
    US("zoho.com"),
    EU("zoho.eu"),
    IN("zoho.in"),
    AU("zoho.com.au"),
    JP("zoho.jp"),
    CA("zohocloud.ca"),
    SA("zoho.sa"),
    UK("zoho.uk"),
    CN("zoho.com.cn");

    private final String domain;

    DataCenter(String domain) {
        this.domain = domain;
    }

    /** The address under which {@code /api/v2} is found. */
    public URI api() {
        return URI.create("https://cliq." + domain);
    }

    /** The address under which {@code /oauth/v2/token} is found. */
    public URI accounts() {
        return URI.create("https://accounts." + domain);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
