package io.github.camundacliq.model;

import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Sees every kind of task and event that can post to Cliq, and leaves all others as they are. */
abstract class CliqParseListener extends AbstractBpmnParseListener {

    abstract void parse(Element element, ActivityImpl activity);

    @Override
    public final void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        parseIfOurs(element, activity);
    }

    @Override
    public final void parseSendTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        parseIfOurs(element, activity);
    }

    @Override
    public final void parseBusinessRuleTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        parseIfOurs(element, activity);
    }

    @Override
    public final void parseIntermediateThrowEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        parseIfOurs(element, activity);
    }

    @Override
    public final void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        parseIfOurs(element, activity);
    }

    private void parseIfOurs(Element element, ActivityImpl activity) {
        if (CliqTask.isOne(element)) {
            parse(element, activity);
        }
    }
}
