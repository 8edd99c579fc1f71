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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the page shows: messages as they came, and files to download. */
@RestController
@RequestMapping("/cliq/sandbox")
final class ChatsController {

    private final Sandbox sandbox;

    ChatsController(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Oldest first, of all chats. */
    @GetMapping("/messages")
    ResponseEntity<byte[]> messages(@RequestParam(name = "after", defaultValue = "0") long after) {
        return sandbox.json().response(sandbox.chats().after(after));
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
