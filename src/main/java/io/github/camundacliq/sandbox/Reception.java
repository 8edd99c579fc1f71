package io.github.camundacliq.sandbox;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a request to its end and finds out who sent it. */
final class Reception {

    private static final int LARGEST_JSON = 1 << 20;
    private static final int LARGEST_FIELD = 1 << 16;
    private static final Pattern AUTHORIZATION =
            Pattern.compile("(?:Zoho-oauthtoken|Bearer) +(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PROCESS_INSTANCE = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final AccessTokens tokens;
    private final Accounts accounts;
    private final Uploads uploads;

    Reception(AccessTokens tokens, Accounts accounts, Uploads uploads) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.uploads = uploads;
    }

    Call receive(Route route, HttpServletRequest request) throws IOException {
        Body body =
                switch (route.endpoint()) {
                    case TOKEN -> form(request);
                    case MESSAGE -> json(request);
                    case FILES -> upload(request);
                    case READ -> new Body.Query(parameters(request));
                };
        AccessToken token = token(request).orElse(null);
        String user = token == null ? null : token.user();
        if (body instanceof Body.Form form) {
            user = accounts.user(form.fields()).orElse(null);
        }
        return new Call(route.endpoint(), route.chat(), token, user, processInstance(request), body);
    }

    private static Body form(HttpServletRequest request) {
        if (request.getQueryString() != null) {
            return new Body.Unreadable(new RefusedException(Answer.refusal(
                    400,
                    "invalid_request",
                    "{\"error\":\"invalid_request\",\"error_description\":\"Send the parameters in the form body: "
                            + "what is in the query string ends up in access logs.\"}")));
        }
        return new Body.Form(parameters(request));
    }

    private static Body json(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(LARGEST_JSON);
        if (request.getInputStream().transferTo(OutputStream.nullOutputStream()) > 0) {
            return new Body.Unreadable(CliqError.INPUT_PATTERN_MISMATCH.because("The request body is too long"));
        }
        return new Body.Json(new String(bytes, StandardCharsets.UTF_8));
    }

    private Body upload(HttpServletRequest request) throws IOException {
        List<StoredFile> files = new ArrayList<>();
        Map<String, String> fields = new LinkedHashMap<>();
        try {
            for (Part part : request.getParts()) {
                if (part.getSubmittedFileName() == null) {
                    fields.put(part.getName(), text(part));
                } else if (part.getName().equals("files") || part.getName().equals("file")) {
                    files.add(uploads.store(part));
                } else {
                    fields.put(part.getName(), "");
                }
            }
            return new Body.Upload(files, fields);
        } catch (ServletException | IllegalStateException e) {
            request.getInputStream().transferTo(OutputStream.nullOutputStream());
            return new Body.Unreadable(
                    CliqError.INPUT_PATTERN_MISMATCH.because("Not a multipart/form-data request that can be read"));
        }
    }

    private static String text(Part part) throws IOException {
        return new String(part.getInputStream().readNBytes(LARGEST_FIELD), StandardCharsets.UTF_8);
    }

    private static Map<String, String> parameters(HttpServletRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
        return parameters;
    }

    private Optional<AccessToken> token(HttpServletRequest request) {
        Matcher matcher = AUTHORIZATION.matcher(
                Optional.ofNullable(request.getHeader("Authorization")).orElse(""));
        return matcher.matches() ? tokens.find(matcher.group(1)) : Optional.empty();
    }

    private static @Nullable String processInstance(HttpServletRequest request) {
        String id = request.getHeader("X-Cliq-Process-Instance");
        return id != null && PROCESS_INSTANCE.matcher(id).matches() ? id : null;
    }
}
