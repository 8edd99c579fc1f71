package io.github.camundacliq.sandbox;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** Control API: faults to come. */
@RequestMapping(path = "/cliq/sandbox/faults", produces = MediaType.APPLICATION_JSON_VALUE)
final class FaultsController {

    private final Faults faults;
    private final SandboxJson json;

    FaultsController(Sandbox sandbox) {
        this.faults = sandbox.faults();
        this.json = sandbox.json();
    }

    @GetMapping
    ResponseEntity<byte[]> list() {
        return json.response(faults.all());
    }

    @PostMapping
    ResponseEntity<byte[]> add(@RequestBody byte[] body) {
        return json.response(HttpStatus.CREATED, faults.add(json.read(body, Fault.class)));
    }

    @DeleteMapping
    ResponseEntity<Void> clear() {
        faults.clear();
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(@PathVariable("id") long id) {
        faults.remove(id);
        return ResponseEntity.noContent().build();
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refuse(IllegalArgumentException reason) {
        return json.refusal(reason);
    }
}
