package io.github.camundacliq.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Control API: what came in, and where things stand. */
@RestController
@RequestMapping(path = "/cliq/sandbox", produces = MediaType.APPLICATION_JSON_VALUE)
final class StateController {

    private final Sandbox sandbox;
    private final SandboxJson json;

    StateController(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.json = sandbox.json();
    }

    @GetMapping("/requests")
    ResponseEntity<byte[]> requests(@RequestParam(name = "after", defaultValue = "0") long after) {
        return json.response(sandbox.requests().all().stream()
                .filter(request -> request.sequence() > after)
                .toList());
    }

    @DeleteMapping("/requests")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clearRequests() {
        sandbox.requests().clear();
    }

    @GetMapping("/state")
    ResponseEntity<byte[]> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("epoch", sandbox.chats().epoch());
        state.put("limits", limits());
        state.put("chats", sandbox.chats().summaries());
        state.put("missingChats", sandbox.chats().missing());
        state.put("use", sandbox.limits().uses());
        state.put("tokens", sandbox.tokens().countByUser());
        state.put("faults", sandbox.faults().all());
        return json.response(state);
    }

    @DeleteMapping("/state")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset() {
        sandbox.reset();
    }

    @PostMapping("/missing-chats")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void declareMissing(@RequestBody byte[] body) {
        sandbox.chats().declareMissing(List.of(json.read(body, String[].class)));
    }

    @DeleteMapping("/missing-chats")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clearMissing() {
        sandbox.chats().clearMissing();
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refuse(IllegalArgumentException reason) {
        return json.refusal(reason);
    }

    private Map<String, Object> limits() {
        Map<String, Object> limits = new LinkedHashMap<>();
        for (Endpoint endpoint : Endpoint.values()) {
            Rate rate = endpoint.rate(sandbox.settings());
            limits.put(
                    endpoint.label(),
                    Map.of("count", rate.count(), "seconds", rate.period().toSeconds()));
        }
        limits.put("lockSeconds", sandbox.settings().lock().toSeconds());
        limits.put("textLength", sandbox.settings().textLength());
        return limits;
    }
}
