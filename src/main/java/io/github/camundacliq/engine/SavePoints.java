package io.github.camundacliq.engine;

import org.camunda.bpm.engine.impl.core.model.PropertyKey;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Makes every task that posts asynchronous before and after, exclusive: what comes before is not repeated by a retry,
 * and what comes after cannot roll the post back. In a multi-instance it is each instance, not the body around them.
 *
 * <p>Not for compensation handlers, where the engine ignores it, and not where the task says so.
 */
final class SavePoints extends CliqParseListener {

    private static final PropertyKey<Boolean> MARK = new PropertyKey<>("cliqSavePoints");

    static boolean areOn(ActivityImpl activity) {
        return Boolean.TRUE.equals(activity.getProperties().get(MARK));
    }

    @Override
    void parse(Element element, ActivityImpl activity) {
        if (!CliqTask.optsOut(element) && !CliqTask.isCompensationHandler(element)) {
            activity.setAsyncBefore(true, true);
            activity.setAsyncAfter(true, true);
            activity.getProperties().set(MARK, true);
        }
    }
}
