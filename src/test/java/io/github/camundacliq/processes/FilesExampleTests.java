package io.github.camundacliq.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.camundacliq.processes.Requests.File;
import io.github.camundacliq.processes.Requests.Request;
import io.github.camundacliq.testing.Processes;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.FileValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The example {@code files}: with everything at the start, and with what a person attaches. */
@Tag("own-application")
@ExampleTest
class FilesExampleTests {

    private static final String CHAT = "2230642502702656126";

    @Autowired
    Requests requests;

    @Autowired
    Processes processes;

    @Autowired
    TaskService tasks;

    @Test
    void keepTheirNamesTypesAndComments() {
        String instance = processes.start("files", Map.of("chatId", CHAT, "invoice", invoice(), "terms", terms()));
        processes.awaitEnd(instance);
        assertInvoiceAndThenBoth();
    }

    @Test
    void asksForWhatTheStartFormCannotTake() {
        String instance = processes.start("files", Map.of("chatId", CHAT, "invoice", invoice()));
        assertThat(requests.posts()).isEmpty();

        complete(instance, Map.of());
        complete(instance, Map.of("terms", terms()));
        processes.awaitEnd(instance);
        assertInvoiceAndThenBoth();
    }

    private void assertInvoiceAndThenBoth() {
        List<Request> posts = requests.posts();
        assertThat(posts).extracting(Request::kind).containsExactly("files", "files");
        assertThat(posts.get(0).comments()).isNull();
        assertThat(posts.get(0).files())
                .extracting(File::name, File::type, requests::content)
                .containsExactly(tuple("invoice-4711.txt", "text/plain", "Invoice 4711"));
        assertThat(posts.get(1).comments()).isEqualTo("[\"The invoice again\",\"and the terms that go with it\"]");
        assertThat(posts.get(1).files())
                .extracting(File::name, File::type, requests::content)
                .containsExactly(
                        tuple("invoice-4711.txt", "text/plain", "Invoice 4711"),
                        tuple("terms of payment.csv", "text/csv", "days\n30"));
    }

    private void complete(String instance, Map<String, Object> variables) {
        tasks.complete(
                tasks.createTaskQuery()
                        .processInstanceId(instance)
                        .singleResult()
                        .getId(),
                variables);
    }

    private static FileValue invoice() {
        return Variables.fileValue("invoice-4711.txt")
                .file("Invoice 4711".getBytes(UTF_8))
                .mimeType("text/plain")
                .create();
    }

    private static FileValue terms() {
        return Variables.fileValue("terms of payment.csv")
                .file("days\n30".getBytes(UTF_8))
                .mimeType("text/csv")
                .create();
    }
}
