package io.github.camundacliq.sandbox;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Control API: what came in, and where things stand. */
@RequestMapping(path = "/cliq/sandbox", produces = MediaType.APPLICATION_JSON_VALUE)
final class StateController {

    private final Sandbox sandbox;
    private final SandboxJson json;
    private final ApplicationEventPublisher publisher;

    StateController(Sandbox sandbox, ApplicationEventPublisher publisher) {
        this.sandbox = sandbox;
        this.json = sandbox.json();
        this.publisher = publisher;
    }

    @GetMapping("/requests")
    ResponseEntity<byte[]> requests(@RequestParam(name = "after", defaultValue = "0") long after) {
        return json.response(sandbox.requests().all().stream()
                .filter(request -> request.sequence() > after)
                .toList());
    }

    @DeleteMapping("/requests")
    ResponseEntity<Void> clearRequests() {
        sandbox.requests().clear();
        return ResponseEntity.noContent().build();
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
    ResponseEntity<Void> reset() {
        sandbox.reset();
        publisher.publishEvent(new LocksLifted());
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/locks")
    ResponseEntity<Void> liftLocks() {
        sandbox.limits().clear();
        publisher.publishEvent(new LocksLifted());
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/missing-chats")
    ResponseEntity<Void> declareMissing(@RequestBody byte[] body) {
        List<String> chats = Arrays.asList(json.read(body, String[].class));
        if (chats.contains(null)) {
            throw new IllegalArgumentException("null is no id of a chat");
        }
        sandbox.chats().declareMissing(chats);
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/missing-chats")
    ResponseEntity<Void> clearMissing() {
        sandbox.chats().clearMissing();
        return ResponseEntity.noContent().build();
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
