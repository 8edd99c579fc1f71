package io.github.camundacliq.model;

import io.github.camundacliq.task.SavePoint;
import java.util.Optional;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Makes every task that posts asynchronous before and after, exclusive unless it says otherwise: what comes before is not
 * repeated by a retry, and what comes after cannot roll the post back. In a multi-instance it is each instance, not the body
 * around them, and what the loop says of them goes before what the task says.
 *
 * <p>Not for compensation handlers, where the engine ignores it, and not where the task says so.
 */
final class SavePoints extends CliqParseListener {

    @Override
    void parse(Element element, ActivityImpl activity) {
        if (!CliqTask.optsOut(element) && !CliqTask.isCompensationHandler(element)) {
            boolean exclusive = isExclusive(element);
            activity.setAsyncBefore(true, exclusive);
            activity.setAsyncAfter(true, exclusive);
            SavePoint.mark(activity);
        }
    }

    private static boolean isExclusive(Element element) {
        return CliqTask.loop(element)
                .map(loop -> CliqTask.attribute(loop, "exclusive"))
                .or(() -> Optional.ofNullable(CliqTask.attribute(element, "exclusive")))
                .filter("false"::equals)
                .isEmpty();
    }
}
