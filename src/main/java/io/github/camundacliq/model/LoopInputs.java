package io.github.camundacliq.model;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of input parameters that want to read what a multi-instance gives to each instance: the engine evaluates them outside of
 * it. One that is named as the element variable hides it, and every message would go to the same chat.
 */
final class LoopInputs extends CliqParseListener {

    private static final Logger LOG = LoggerFactory.getLogger(LoopInputs.class);

    @Override
    void parse(Element element, ActivityImpl activity) {
        CliqTask.loop(element).ifPresent(loop -> {
            List<String> unseen = Stream.concat(
                            Stream.of("loopCounter"), CliqTask.attribute(loop, "elementVariable").stream())
                    .filter(name -> !name.isBlank())
                    .toList();
            for (Element input : CliqTask.inputs(element)) {
                unseen.stream()
                        .filter(name -> name.equals(input.attribute("name")) || mentions(input, name))
                        .forEach(name -> warn(input, name, activity));
            }
        });
    }

    private static boolean mentions(Element input, String name) {
        return Pattern.compile("[$#]\\{[^}]*\\b" + Pattern.quote(name) + "\\b")
                .matcher(input.getText())
                .find();
    }

    private static void warn(Element input, String name, ActivityImpl activity) {
        LOG.warn(
                "Input parameter '{}' of task {} does not see the '{}' of its multi-instance: the engine evaluates it outside of"
                        + " the instances. Leave the parameter out, or put the task into a subprocess and the multi-instance"
                        + " on that",
                input.attribute("name"),
                activity.getId(),
                name);
    }
}
