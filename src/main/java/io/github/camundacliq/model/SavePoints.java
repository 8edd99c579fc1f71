package io.github.camundacliq.model;

import io.github.camundacliq.task.SavePoint;
import java.util.Optional;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes every task that posts asynchronous before and after, exclusive unless it says otherwise: what comes before is not
 * repeated by a retry, and what comes after cannot roll the post back. In a multi-instance it is each instance, not the body
 * around them, and what the loop says of them goes before what the task says.
 *
 * <p>Not for compensation handlers, where the engine ignores it, and not where the task says so.
 */
final class SavePoints extends CliqParseListener {

    private static final Logger LOG = LoggerFactory.getLogger(SavePoints.class);

    @Override
    void parse(Element element, ActivityImpl activity) {
        if (areWanted(element, activity) && !CliqTask.isCompensationHandler(element)) {
            boolean exclusive = isExclusive(element);
            activity.setAsyncBefore(true, exclusive);
            activity.setAsyncAfter(true, exclusive);
            SavePoint.mark(activity);
        }
    }

    private static boolean areWanted(Element element, ActivityImpl activity) {
        Optional<String> own = CliqTask.property(element, CliqTask.SAVE_POINTS);
        boolean refused = own.filter(value -> says(value, "false")).isPresent();
        own.filter(value -> !refused && !says(value, "true")).ifPresent(value -> warn(value, activity));
        return !refused;
    }

    private static boolean says(String value, String word) {
        return value.strip().equalsIgnoreCase(word);
    }

    private static void warn(String value, ActivityImpl activity) {
        LOG.warn(
                "The extension property {} of task {} is not used, for '{}' is neither true nor false. Give false where the"
                        + " task is to post inside the job that it happens to be in, or leave it out",
                CliqTask.SAVE_POINTS,
                activity.getId(),
                value);
    }

    private static boolean isExclusive(Element element) {
        return CliqTask.loop(element)
                .flatMap(loop -> CliqTask.attribute(loop, "exclusive"))
                .or(() -> CliqTask.attribute(element, "exclusive"))
                .filter("false"::equals)
                .isEmpty();
    }
}
