package io.github.camundacliq.engine;

import io.github.camundacliq.task.PostToCliqChat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.impl.util.xml.Namespace;
import org.jspecify.annotations.Nullable;

/** Which BPMN elements post to Cliq, and what their extension properties say. */
final class CliqTask {

    /** Extension property of a task that wants no save points: {@code false}. */
    static final String SAVE_POINTS = "cliq.savePoints";

    /** Extension property with the task's retry cycle, which an element template can bind to. */
    static final String RETRY_CYCLE = "cliq.retryCycle";

    private static final Namespace CAMUNDA = BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS;
    private static final Pattern DELEGATE = Pattern.compile("[$#]\\{\\s*postToCliqChat\\s*}");
    private static final Pattern DELUGE = Pattern.compile("zoho\\s*\\.\\s*cliq\\s*\\.\\s*postToChat\\s*\\(");

    private CliqTask() {}

    static boolean isOne(Element element) {
        return PostToCliqChat.class.getName().equals(element.attributeNS(CAMUNDA, "class"))
                || contains(DELEGATE, element.attributeNS(CAMUNDA, "delegateExpression"))
                || isDelugeCall(element);
    }

    static boolean isDelugeCall(Element element) {
        return contains(DELUGE, element.attributeNS(CAMUNDA, "expression"));
    }

    static boolean optsOut(Element element) {
        return property(element, SAVE_POINTS).filter("false"::equals).isPresent();
    }

    static boolean isCompensationHandler(Element element) {
        return Boolean.parseBoolean(element.attribute("isForCompensation"));
    }

    static Optional<String> property(Element element, String name) {
        return extension(element, "properties").stream()
                .flatMap(properties -> properties.elementsNS(CAMUNDA, "property").stream())
                .filter(property -> name.equals(property.attribute("name")))
                .map(property -> property.attribute("value"))
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }

    static Optional<Element> extension(@Nullable Element element, String name) {
        return Optional.ofNullable(element)
                .map(outer -> outer.element("extensionElements"))
                .map(extensions -> extensions.elementNS(CAMUNDA, name));
    }

    private static boolean contains(Pattern pattern, @Nullable String text) {
        return text != null && pattern.matcher(text).find();
    }
}
