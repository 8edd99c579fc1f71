package io.github.camundacliq.model;

import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Has tasks and events with Deluge's call run it as {@link DelugeCall} does. */
final class DelugeCalls extends CliqParseListener {

    @Override
    void parse(Element element, ActivityImpl activity) {
        if (CliqTask.isDelugeCall(element)) {
            Element caller = CliqTask.caller(element);
            Expression call = Context.getProcessEngineConfiguration()
                    .getExpressionManager()
                    .createExpression(CliqTask.attribute(caller, "expression").orElseThrow());
            activity.setActivityBehavior(new DelugeCall(call, CliqTask.attribute(caller, "resultVariable")));
        }
    }
}
