package io.github.camundacliq.engine;

import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Has tasks with Deluge's call run it as {@link DelugeCall} does. */
final class DelugeCalls extends CliqParseListener {

    @Override
    void parse(Element element, ActivityImpl activity) {
        if (CliqTask.isDelugeCall(element)) {
            Expression call = Context.getProcessEngineConfiguration()
                    .getExpressionManager()
                    .createExpression(CliqTask.attribute(element, "expression"));
            activity.setActivityBehavior(new DelugeCall(call, CliqTask.attribute(element, "resultVariable")));
        }
    }
}
