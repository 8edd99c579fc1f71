package io.github.camundacliq.benchmark;

import java.util.Locale;

/** Who is compared. All tasks are asynchronous before and after, but the external one, which is so by nature. */
enum Contender {
    NOOP("no-op delegate", "#b8bcc4", "camunda:delegateExpression='${noop}' " + Contender.ASYNC, ""),
    PLAIN("plain delegate", "#8a91a0", "camunda:delegateExpression='${plain}' " + Contender.ASYNC, ""),
    CONNECTOR("http-connector", "#c98a4b", Contender.ASYNC, """
            <bpmn:extensionElements><camunda:connector><camunda:connectorId>http-connector</camunda:connectorId>
              <camunda:inputOutput>
                <camunda:inputParameter name="method">POST</camunda:inputParameter>
                <camunda:inputParameter name="url">${cliqUrl}/api/v2/chats/${chatId}/message</camunda:inputParameter>
                <camunda:inputParameter name="headers"><camunda:map>
                  <camunda:entry key="Authorization">Zoho-oauthtoken 1000.benchmark</camunda:entry>
                  <camunda:entry key="Content-Type">application/json</camunda:entry>
                </camunda:map></camunda:inputParameter>
                <camunda:inputParameter name="payload">{"text": "${message}"}</camunda:inputParameter>
                <camunda:outputParameter name="response"><camunda:map>
                  <camunda:entry key="status">success</camunda:entry>
                </camunda:map></camunda:outputParameter>
              </camunda:inputOutput>
            </camunda:connector></bpmn:extensionElements>"""),
    EXTERNAL("external task", "#b5b04a", "camunda:type='external' camunda:topic='post'", ""),
    DELEGATE("ours, delegate", "#2f7d5b", "camunda:delegateExpression='${postToCliqChat}'", ""),
    EXPRESSION(
            "ours, Deluge",
            "#63b08c",
            "camunda:expression='${zoho.cliq.postToChat(chatId, message)}' camunda:resultVariable='response'",
            "");

    private static final String ASYNC = "camunda:asyncBefore='true' camunda:asyncAfter='true'";

    private final String title;
    private final String colour;
    private final String attributes;
    private final String extension;

    Contender(String title, String colour, String attributes, String extension) {
        this.title = title;
        this.colour = colour;
        this.attributes = attributes;
        this.extension = extension;
    }

    String title() {
        return title;
    }

    /** In charts. */
    String colour() {
        return colour;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean posts() {
        return this != NOOP;
    }

    /** Start, the task, end. */
    String bpmn() {
        return """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="benchmark">
                  <bpmn:process id="%s" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <bpmn:startEvent id="start" />
                    <bpmn:sequenceFlow id="first" sourceRef="start" targetRef="post" />
                    <bpmn:serviceTask id="post" %s>%s</bpmn:serviceTask>
                    <bpmn:sequenceFlow id="second" sourceRef="post" targetRef="end" />
                    <bpmn:endEvent id="end"><bpmn:extensionElements>
                      <camunda:executionListener event="end" expression="${progress.ended(execution.processInstanceId)}" />
                    </bpmn:extensionElements></bpmn:endEvent>
                  </bpmn:process>
                </bpmn:definitions>""".formatted(key(), attributes, extension);
    }
}
