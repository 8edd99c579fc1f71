package io.github.camundacliq.model;

import io.github.camundacliq.task.SavePoint;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Makes every task that posts asynchronous before and after, exclusive unless it says otherwise: what comes before is not
 * repeated by a retry, and what comes after cannot roll the post back. In a multi-instance it is each instance, not the body
 * around them.
 *
 * <p>Not for compensation handlers, where the engine ignores it, and not where the task says so.
 */
final class SavePoints extends CliqParseListener {

    @Override
    void parse(Element element, ActivityImpl activity) {
        if (!CliqTask.optsOut(element) && !CliqTask.isCompensationHandler(element)) {
            boolean exclusive = !"false".equals(CliqTask.attribute(element, "exclusive"));
            activity.setAsyncBefore(true, exclusive);
            activity.setAsyncAfter(true, exclusive);
            SavePoint.mark(activity);
        }
    }
}
