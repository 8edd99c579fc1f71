package io.github.camundacliq.application;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Locale;

/** Marks every cookie that is set over https as one for https only; Camunda's are not by themselves. */
final class SecureCookies extends HttpServletResponseWrapper {

    private static final String SET_COOKIE = "Set-Cookie";

    SecureCookies(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void addCookie(Cookie cookie) {
        cookie.setSecure(true);
        super.addCookie(cookie);
    }

    @Override
    public void setHeader(String name, String value) {
        super.setHeader(name, secured(name, value));
    }

    @Override
    public void addHeader(String name, String value) {
        super.addHeader(name, secured(name, value));
    }

    private static String secured(String name, String value) {
        boolean open = SET_COOKIE.equalsIgnoreCase(name)
                && !value.toLowerCase(Locale.ROOT).contains("; secure")
                && !value.toLowerCase(Locale.ROOT).contains(";secure");
        return open ? value + "; Secure" : value;
    }
}
