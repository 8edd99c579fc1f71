package io.github.camundacliq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.camundacliq.connection.AccessTokens;
import io.github.camundacliq.connection.Transport;
import io.github.camundacliq.message.Attachment;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.StubCliq.Answer;
import io.github.camundacliq.testing.TestClient;
import io.github.camundacliq.testing.TestConnections;
import java.io.ByteArrayInputStream;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class FilesTests {

    private final StubCliq cliq = new StubCliq();

    @AfterEach
    void stopServer() {
        cliq.close();
    }

    @Test
    void postsOnePartForEachFile() {
        Outcome outcome = post("files", List.of(file("a.txt", "text/plain", "one"), file("b.csv", "text/csv", "two")));
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(cliq.posts()).singleElement().satisfies(post -> {
            assertThat(post.path()).isEqualTo("/api/v2/chats/CT_1/files");
            assertThat(post.header("Content-type"))
                    .startsWith("multipart/form-data;")
                    .contains("boundary=");
            assertThat(post.body())
                    .containsOnlyOnce("name=\"files\"; filename=\"a.txt\"")
                    .containsOnlyOnce("name=\"files\"; filename=\"b.csv\"")
                    .containsOnlyOnce("Content-Type: text/plain\r\n")
                    .containsOnlyOnce("Content-Type: text/csv\r\n")
                    .containsOnlyOnce("\r\n\r\none\r\n--")
                    .containsOnlyOnce("\r\n\r\ntwo\r\n--")
                    .doesNotContain("comments");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            Angebot für März.txt | filename="Angebot für März.txt"
            日本語.pdf            | filename="日本語.pdf"
            😀.png               | filename="😀.png"
            a "quoted" name.txt  | filename="a \\"quoted\\" name.txt"
            it's; a=b, c.txt     | filename="it's; a=b, c.txt"
            """)
    void keepsTheNameOfAFile(String name, String expected) {
        post("files", List.of(file(name, "text/plain", "x")));
        assertThat(cliq.posts().get(0).body()).contains(expected);
    }

    @Test
    void aLineBreakInANameAddsNoHeader() {
        post("files", List.of(file("a\r\nX-Evil: 1\r\n\r\nb.txt", "text/plain", "x")));
        assertThat(cliq.posts()).allSatisfy(post -> assertThat(post.body()).doesNotContain("\r\nX-Evil: 1"));
    }

    @Test
    void takesThePartNameFromTheConfiguration() {
        post("file", List.of(file("a.txt", "text/plain", "x")));
        assertThat(cliq.posts().get(0).body())
                .contains("name=\"file\"; filename=\"a.txt\"")
                .doesNotContain("name=\"files\"");
    }

    @Test
    void sendsCommentsAsOnePartWithAJsonArray() {
        post(
                "files",
                new Message.Files(
                        List.of(file("a.txt", "text/plain", "x"), file("b.txt", "text/plain", "y")),
                        List.of("für \"A\", *bold*", "")));
        assertThat(cliq.posts().get(0).body())
                .contains(String.join(
                        "\r\n",
                        "",
                        "Content-Disposition: form-data; name=\"comments\"",
                        "Content-Type: text/plain;charset=UTF-8",
                        "Content-Length: 25",
                        "",
                        "[\"für \\\"A\\\", *bold*\",\"\"]",
                        "--"));
    }

    @Test
    void logsNeitherACommentNorAFile() {
        Logger log = (Logger) LoggerFactory.getLogger("org.springframework");
        Level before = log.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.TRACE);
        try {
            post(
                    "files",
                    new Message.Files(
                            List.of(file("bluebird.txt", "text/plain", "Project Bluebird")),
                            List.of("Bluebird starts on Monday")));
        } finally {
            log.setLevel(before);
            log.detachAppender(lines);
        }
        assertThat(cliq.posts()).singleElement().satisfies(post -> assertThat(post.body())
                .contains("Bluebird starts on Monday"));
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.startsWith("Writing [") && line.contains("comments"))
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("bluebird"));
    }

    @Test
    void sendsTheWholeFileAgainAfterARefusedToken() {
        cliq.next(Answer.error(401, "oauthtoken_invalid"));
        assertThat(post("files", List.of(file("a.txt", "text/plain", "content"))))
                .isInstanceOf(Outcome.Delivered.class);
        assertThat(cliq.posts()).hasSize(2).allSatisfy(post -> assertThat(post.body())
                .contains("\r\n\r\ncontent\r\n--"));
    }

    @Test
    void sendsAnEmptyFile() {
        assertThat(post("files", List.of(file("empty.txt", "text/plain", "")))).isInstanceOf(Outcome.Delivered.class);
        assertThat(cliq.posts().get(0).body()).contains("filename=\"empty.txt\"");
    }

    @Test
    void sendsALargeFileWhole() {
        post("files", List.of(file("large.txt", "text/plain", "0123456789".repeat(300_000))));
        assertThat(cliq.posts().get(0).body()).contains("0123456789".repeat(300_000));
    }

    /** The JDK's pool keeps with a connection the request that it was opened for. */
    @Test
    void holdsNoFileOnceItIsPosted() {
        Answer token = cliq.newToken();
        cliq.nextToken(new Answer(token.status(), token.body(), Map.of("Connection", "close")));
        CliqClient client = client("files");
        try {
            WeakReference<byte[]> content = contentOf(client);
            await().untilAsserted(() -> {
                System.gc();
                assertThat(content.get()).isNull();
            });
        } finally {
            Reference.reachabilityFence(client);
        }
    }

    private WeakReference<byte[]> contentOf(CliqClient client) {
        byte[] bytes = new byte[1_000];
        assertThat(post(client, new Message.Files(List.of(file("a.bin", "text/plain", bytes)), List.of())))
                .isInstanceOf(Outcome.Delivered.class);
        return new WeakReference<>(bytes);
    }

    private Outcome post(String partName, List<Attachment> files) {
        return post(partName, new Message.Files(files, List.of()));
    }

    private Outcome post(String partName, Message message) {
        return post(client(partName), message);
    }

    private Outcome post(CliqClient client, Message message) {
        return TestClient.post(client, TestConnections.to(cliq), new ChatId("CT_1"), message, "")
                .outcome();
    }

    private static CliqClient client(String partName) {
        Transport transport = TestClient.transport(TestClient.PATIENCE);
        return new CliqClient(
                transport,
                new AccessTokens(transport, Clock.systemUTC()),
                partName,
                TestClient.PATIENCE,
                Clock.systemUTC());
    }

    private static Attachment file(String name, String mimeType, String content) {
        return file(name, mimeType, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Attachment file(String name, String mimeType, byte[] bytes) {
        return new Attachment(name, mimeType, bytes.length, () -> new ByteArrayInputStream(bytes));
    }
}
