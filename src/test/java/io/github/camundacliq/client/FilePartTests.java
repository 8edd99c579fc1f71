package io.github.camundacliq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.camundacliq.message.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilePartTests {

    private static final byte[] CONTENT = new byte[1_000_000];

    private final FilePart part = new FilePart(
            new Attachment("a.bin", "text/plain", CONTENT.length, () -> new ByteArrayInputStream(CONTENT)));

    @Test
    void handsOverAFileInSmallPieces() throws IOException {
        List<Integer> pieces = new ArrayList<>();
        part.getInputStream().transferTo(new OutputStream() {
            @Override
            public void write(int single) {
                pieces.add(1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                pieces.add(length);
            }
        });
        assertThat(pieces.stream().mapToInt(Integer::intValue).sum()).isEqualTo(CONTENT.length);
        assertThat(pieces).allMatch(length -> length <= 64 * 1024);
    }

    @Test
    void refusesToBeReadAfterItsRequest() {
        part.release();
        assertThatIOException().isThrownBy(part::getInputStream).withMessage("The request has ended");
    }
}
