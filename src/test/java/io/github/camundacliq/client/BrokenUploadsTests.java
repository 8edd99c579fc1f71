package io.github.camundacliq.client;

import io.github.camundacliq.message.Attachment;
import io.github.camundacliq.message.Message;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The same for files, which are written as they are sent. */
class BrokenUploadsTests extends BrokenConnectionsTests {

    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    @Override
    Message saying(String words) {
        return new Message.Files(
                List.of(new Attachment("a.txt", "text/plain", CONTENT.length, () -> new ByteArrayInputStream(CONTENT))),
                List.of(words));
    }
}
