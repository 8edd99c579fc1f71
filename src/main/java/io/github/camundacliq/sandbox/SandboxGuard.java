package io.github.camundacliq.sandbox;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps other web sites away from the page and the control API, which have no login: a page of another origin may not
 * call them, also not by pointing a name of its own at this machine (DNS rebinding). The API that clients see takes any
 * host name; there a token is asked for.
 */
final class SandboxGuard extends OncePerRequestFilter {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Set<String> hosts = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

    SandboxGuard(List<String> hosts, String boundTo) {
        hosts.forEach(host -> this.hosts.add(host.toLowerCase(Locale.ROOT)));
        if (!boundTo.isBlank()) {
            this.hosts.add(boundTo.toLowerCase(Locale.ROOT));
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return true;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        String objection = isForClients(request) ? null : objection(request);
        if (objection == null) {
            chain.doFilter(request, response);
        } else {
            Courier.send(Answer.text(403, "text/plain;charset=UTF-8", objection), response);
        }
    }

    private static boolean isForClients(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.startsWith("/cliq/api/") || path.startsWith("/cliq/oauth/");
    }

    /** Looks at the Host header as it came, whatever a forwarding header makes the application believe. */
    private @Nullable String objection(HttpServletRequest request) {
        String address = String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT);
        String host = address.replaceFirst(":[0-9]*$", "");
        if (!hosts.contains(host)) {
            return "The sandbox is for this machine only. To use it as " + host + ", add it to cliq.sandbox.hosts.";
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !origin.toLowerCase(Locale.ROOT).matches("https?://" + Pattern.quote(address))) {
            return "The sandbox takes no requests from other sites.";
        }
        boolean json = String.valueOf(request.getContentType())
                .toLowerCase(Locale.ROOT)
                .startsWith("application/json");
        if (request.getMethod().equals("POST") && !json) {
            return "The sandbox's control API takes application/json only.";
        }
        return null;
    }
}
