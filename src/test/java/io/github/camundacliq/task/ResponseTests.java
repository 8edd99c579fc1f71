package io.github.camundacliq.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.EngineTest;
import io.github.camundacliq.testing.Models;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.Rest;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.StubCliq.Answer;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@EngineTest
class ResponseTests {

    private static final Map<String, Object> HELLO = Map.of("chatId", "CT_1", "message", "Hello");

    @Autowired
    StubCliq cliq;

    @Autowired
    Processes processes;

    @Autowired
    Rest rest;

    @Test
    void holdsWhatCliqReturned() {
        cliq.always(Answer.of(
                200,
                "{\"message_id\":\"1599387839188_229293271789\",\"status\":\"ignored\",\"n\":2230642502702656127}"));
        String instance = processes.start("hello", HELLO);
        processes.awaitEnd(instance);
        assertThat(processes.json(instance, "response"))
                .isEqualTo(
                        "{\"status\":\"success\",\"message_id\":\"1599387839188_229293271789\",\"n\":2230642502702656127}");
    }

    @Test
    void isReadableJsonInTheHistoryOverRest() {
        String instance = processes.start("hello", HELLO);
        processes.awaitEnd(instance);
        assertThat(Rest.json(rest.get("/engine-rest/history/variable-instance?variableName=response"
                        + "&deserializeValues=false&processInstanceId=" + instance)))
                .singleElement()
                .satisfies(response -> {
                    assertThat(response.at("/type").asText()).isEqualTo("Object");
                    assertThat(response.at("/value").asText()).isEqualTo("{\"status\":\"success\"}");
                    assertThat(response.at("/valueInfo/serializationDataFormat").asText())
                            .isEqualTo("application/json");
                });
    }

    @ParameterizedTest
    @CsvSource({"hello, application/json", "under-test, application/json"})
    void isJsonAlsoWhereTheEnginesDefaultIsJava(String key, String format) {
        processes.deploy(Models.expression("${zoho.cliq.postToChat('CT_1', 'Hello')}"), Models.KEY);
        ProcessEngineConfigurationImpl engine =
                (ProcessEngineConfigurationImpl) processes.engine().getProcessEngineConfiguration();
        String before = engine.getDefaultSerializationFormat();
        engine.setDefaultSerializationFormat("application/x-java-serialized-object");
        try {
            String instance = processes.start(key, HELLO);
            processes.awaitEnd(instance);
            assertThat(processes.json(instance, "response")).isEqualTo("{\"status\":\"success\"}");
            assertThat(Rest.json(rest.get("/engine-rest/history/variable-instance?variableName=response"
                                    + "&deserializeValues=false&processInstanceId=" + instance))
                            .at("/0/valueInfo/serializationDataFormat")
                            .asText())
                    .isEqualTo(format);
        } finally {
            engine.setDefaultSerializationFormat(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"204, sent", "404, refused"})
    void decidesAGateway(int status, String end) {
        cliq.always(Answer.of(status, status == 204 ? "" : "{\"code\":\"chat_not_found\"}"));
        BpmnModelInstance model = Bpmn.createExecutableProcess(Models.KEY)
                .startEvent()
                .serviceTask("post")
                .camundaDelegateExpression("${postToCliqChat}")
                .exclusiveGateway("fork")
                .condition("success", "${response.status == 'success'}")
                .endEvent("sent")
                .moveToNode("fork")
                .condition("failure", "${response.code == 'chat_not_found'}")
                .endEvent("refused")
                .done();
        Map<String, Object> variables = new HashMap<>(HELLO);
        variables.put("onRejected", "continue");
        String instance = processes.run(model, variables);
        processes.awaitEnd(instance);
        assertThat(processes.passed(instance, end)).isTrue();
    }

    @Test
    void isSetInTheProcessInstanceWhereNoScopeHasTheVariable() {
        String instance = processes.run(inASubprocess(false), HELLO);
        processes.awaitUserTask(instance);
        assertThat(response(instance).getExecutionId()).isEqualTo(instance);
    }

    @Test
    void isSetInTheInnermostScopeThatHasTheVariable() {
        String instance = processes.run(inASubprocess(true), HELLO);
        processes.awaitUserTask(instance);
        assertThat(response(instance).getExecutionId()).isNotEqualTo(instance);
        assertThat(((org.camunda.bpm.engine.variable.value.SerializableValue)
                                response(instance).getTypedValue())
                        .getValueSerialized())
                .isEqualTo("{\"status\":\"success\"}");
    }

    @Test
    void takesTheNameThatTheTaskGives() {
        String instance = processes.run(
                Models.delegate(task -> task.camundaInputParameter("responseVariable", "answer of Cliq")), HELLO);
        processes.awaitEnd(instance);
        assertThat(processes.json(instance, "answer of Cliq")).isEqualTo("{\"status\":\"success\"}");
        assertThat(processes.variable(instance, "response")).isNull();
    }

    @Test
    void canBeMappedByAnOutputParameter() {
        String instance = processes.run(
                Models.delegate(task -> task.camundaInputParameter("response", "${null}")
                        .camundaOutputParameter("state", "${response.status}")),
                HELLO);
        processes.awaitEnd(instance);
        assertThat(processes.variable(instance, "state").getValue()).isEqualTo("success");
    }

    private VariableInstance response(String instance) {
        return processes
                .engine()
                .getRuntimeService()
                .createVariableInstanceQuery()
                .processInstanceIdIn(instance)
                .variableName("response")
                .disableCustomObjectDeserialization()
                .singleResult();
    }

    private static BpmnModelInstance inASubprocess(boolean withItsOwnVariable) {
        return Bpmn.createExecutableProcess(Models.KEY)
                .startEvent()
                .subProcess("inside")
                .camundaInputParameter(withItsOwnVariable ? "response" : "other", "none yet")
                .embeddedSubProcess()
                .startEvent()
                .serviceTask("post")
                .camundaDelegateExpression("${postToCliqChat}")
                .userTask("rest")
                .endEvent()
                .subProcessDone()
                .endEvent()
                .done();
    }
}
