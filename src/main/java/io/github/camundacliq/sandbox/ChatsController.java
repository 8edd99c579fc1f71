package io.github.camundacliq.sandbox;

import java.nio.charset.StandardCharsets;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What the page shows: messages as they came, and files to download. */
@RequestMapping("/cliq/sandbox")
final class ChatsController {

    private final Sandbox sandbox;
    private final Events events;

    ChatsController(Sandbox sandbox, Events events) {
        this.sandbox = sandbox;
        this.events = events;
    }

    /** Oldest first, of all chats. */
    @GetMapping("/messages")
    ResponseEntity<byte[]> messages(@RequestParam(name = "after", defaultValue = "0") long after) {
        return sandbox.json().response(sandbox.chats().after(after));
    }

    /** The same as they come; a browser that reconnects tells itself what it saw last. */
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(
            @RequestParam(name = "after", defaultValue = "0") long after,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "0") long seen) {
        return events.open(Math.max(after, seen));
    }

    /** Always an attachment of no particular type: a browser must not open what somebody posted. */
    @GetMapping("/files/{id}")
    ResponseEntity<Resource> file(@PathVariable("id") String id) {
        return sandbox.uploads()
                .find(id)
                .map(file -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .header(HttpHeaders.CONTENT_DISPOSITION, attachment(file.name()))
                        .<Resource>body(new FileSystemResource(file.path())))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString();
    }
}
