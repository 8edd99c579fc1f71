package io.github.camundacliq.model;

import io.github.camundacliq.task.ExtensionNamespace;
import io.github.camundacliq.task.PostToCliqChat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.impl.util.xml.Namespace;

/** Which BPMN elements post to Cliq, and what their extension properties say. */
final class CliqTask {

    /** Extension property of a task that wants no save points: {@code false}. */
    static final String SAVE_POINTS = "cliq.savePoints";

    /** Extension property with the task's retry cycle, which an element template can bind to. */
    static final String RETRY_CYCLE = "cliq.retryCycle";

    /** The alternative is of models before 2013. */
    private static final Namespace CAMUNDA =
            new Namespace(ExtensionNamespace.CAMUNDA.uri(), "http://activiti.org/bpmn");

    private static final Namespace OPERATON = new Namespace(ExtensionNamespace.OPERATON.uri());
    private static final Pattern DELEGATE = Pattern.compile("[$#]\\{\\s*postToCliqChat\\s*}");
    private static final Pattern DELUGE = Pattern.compile("zoho\\s*\\.\\s*cliq\\s*\\.\\s*postToChat\\s*\\(");

    private CliqTask() {}

    static boolean isOne(Element element) {
        Element caller = caller(element);
        return attribute(caller, "class")
                        .filter(PostToCliqChat.class.getName()::equals)
                        .isPresent()
                || holds(caller, "delegateExpression", DELEGATE)
                || isDelugeCall(element);
    }

    static boolean isDelugeCall(Element element) {
        return holds(caller(element), "expression", DELUGE);
    }

    /** What says which code is called: a task itself, or the message of a throw or end event. */
    static Element caller(Element element) {
        return Optional.ofNullable(element.element("messageEventDefinition")).orElse(element);
    }

    /** What makes an element a multi-instance. */
    static Optional<Element> loop(Element element) {
        return Optional.ofNullable(element.element("multiInstanceLoopCharacteristics"));
    }

    static boolean isCompensationHandler(Element element) {
        return Boolean.parseBoolean(element.attribute("isForCompensation"));
    }

    /** The task's input parameters. */
    static List<Element> inputs(Element element) {
        return children(element, "inputOutput", "inputParameter").toList();
    }

    private static Stream<Element> children(Element element, String extension, String child) {
        return extension(element, extension).stream()
                .flatMap(outer -> Stream.of(CAMUNDA, OPERATON).flatMap(of -> outer.elementsNS(of, child).stream()));
    }

    static Optional<String> property(Element element, String name) {
        return children(element, "properties", "property")
                .filter(property -> name.equals(property.attribute("name")))
                .map(property -> property.attribute("value"))
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }

    static Optional<Element> extension(Element element, String name) {
        return Optional.ofNullable(element.element("extensionElements"))
                .map(extensions -> Optional.ofNullable(extensions.elementNS(CAMUNDA, name))
                        .orElseGet(() -> extensions.elementNS(OPERATON, name)));
    }

    /** An extension attribute of the engine. */
    static Optional<String> attribute(Element element, String name) {
        return Optional.ofNullable(element.attributeNS(CAMUNDA, name))
                .or(() -> Optional.ofNullable(element.attributeNS(OPERATON, name)));
    }

    private static boolean holds(Element element, String attribute, Pattern pattern) {
        return attribute(element, attribute)
                .filter(text -> pattern.matcher(text).find())
                .isPresent();
    }
}
