package io.github.camundacliq.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a request goes. */
record Route(Endpoint endpoint, @Nullable String chat) {

    private static final Pattern CHAT = Pattern.compile("/api/v2/chats/([^/]+)/(message|messages|files)");

    /** Throws a {@link RefusedException} if Cliq has no such address, or not with this method. */
    static Route of(HttpServletRequest request) {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        String inside = path.substring(path.indexOf("/cliq") + "/cliq".length());
        if (inside.equals("/oauth/v2/token")) {
            return to(Endpoint.TOKEN, null, "POST", request);
        }
        Matcher matcher = CHAT.matcher(inside);
        if (!matcher.matches()) {
            throw new RefusedException(CliqError.REQUEST_URL_INVALID.answer());
        }
        return switch (matcher.group(2)) {
            case "message" -> to(Endpoint.MESSAGE, matcher.group(1), "POST", request);
            case "files" -> to(Endpoint.FILES, matcher.group(1), "POST", request);
            default -> to(Endpoint.READ, matcher.group(1), "GET", request);
        };
    }

    private static Route to(Endpoint endpoint, @Nullable String chat, String method, HttpServletRequest request) {
        if (!request.getMethod().equals(method)) {
            throw new RefusedException(CliqError.REQUEST_METHOD_INVALID.answer());
        }
        return new Route(endpoint, chat);
    }
}
