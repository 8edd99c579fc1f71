package io.github.camundacliq.task;

import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** Where an engine's own attributes in a BPMN model may stand. */
public enum ExtensionNamespace {
    CAMUNDA("http://camunda.org/schema/1.0/bpmn"),

    /** Of Camunda's fork, which reads models with either; each engine's model interface knows its own by that name only. */
    OPERATON("http://operaton.org/schema/1.0/bpmn");

    private final String uri;

    ExtensionNamespace(String uri) {
        this.uri = uri;
    }

    public String uri() {
        return uri;
    }

    static Optional<String> attribute(ModelElementInstance element, String name) {
        return Stream.of(values())
                .flatMap(namespace -> Stream.ofNullable(element.getAttributeValueNs(namespace.uri, name)))
                .findFirst();
    }
}
