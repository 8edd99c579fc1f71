package io.github.camundacliq.model;

import static io.github.camundacliq.testing.Flows.post;
import static io.github.camundacliq.testing.Flows.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.NodeTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LoopInputsTests extends NodeTest {

    @Override
    protected Map<String, Object> properties() {
        return Map.of();
    }

    @ParameterizedTest
    @CsvSource({
        "chatId, ${chatId}, chatId",
        "chatId, 4711, chatId",
        "message, Hello ${chatId}, chatId",
        "responseVariable, response_${loopCounter}, loopCounter"
    })
    void warnsOfAnInputThatHidesOrWantsWhatTheInstanceHas(
            String name, String value, String unseen, CapturedOutput log) {
        deploy(name, value);
        assertThat(log).contains("Input parameter '" + name + "' of task post does not see the '" + unseen + "'");
    }

    @Test
    void saysNothingOfOtherInputs(CapturedOutput log) {
        deploy("message", "Hello ${chatIdentity}, chatId");
        assertThat(log).doesNotContain("Input parameter");
    }

    /** What the example says to do instead. */
    @Test
    void aStartListenerGivesEachInstanceAResponseOfItsOwn() {
        processes.deploy(
                post(process("listened"), "post")
                        .camundaExecutionListenerExpression(
                                "start",
                                "${execution.setVariableLocal('responseVariable', 'response_'.concat(loopCounter))}")
                        .multiInstance()
                        .camundaCollection("${chats}")
                        .camundaElementVariable("chatId")
                        .multiInstanceDone()
                        .userTask("look")
                        .endEvent()
                        .done(),
                "listened");
        String instance = processes.start("listened", Map.of("chats", List.of("1", "2"), "message", "Hello"));
        processes.awaitUserTask(instance);
        assertThat(cliq.posts())
                .extracting(post -> post.path())
                .containsExactlyInAnyOrder("/api/v2/chats/1/message", "/api/v2/chats/2/message");
        assertThat(processes.engine().getRuntimeService().getVariables(instance))
                .containsKeys("response_0", "response_1");
    }

    private void deploy(String name, String value) {
        processes.deploy(
                post(process("looped"), "post")
                        .camundaInputParameter(name, value)
                        .multiInstance()
                        .camundaCollection("${chats}")
                        .camundaElementVariable("chatId")
                        .multiInstanceDone()
                        .endEvent()
                        .done(),
                "looped");
    }
}
