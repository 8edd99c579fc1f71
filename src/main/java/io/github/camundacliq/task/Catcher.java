package io.github.camundacliq.task;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.bpmn.helper.ErrorDeclarationForProcessInstanceFinder;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.camunda.bpm.engine.impl.tree.ActivityExecutionHierarchyWalker;

/** Whether a BPMN error would be caught, by the engine's own walk: an uncaught one ends the path without a trace. */
final class Catcher {

    private Catcher() {}

    static boolean catches(DelegateExecution execution, String errorCode) {
        ActivityExecution activity = (ActivityExecution) execution;
        ErrorDeclarationForProcessInstanceFinder finder =
                new ErrorDeclarationForProcessInstanceFinder(null, errorCode, activity.getActivity());
        ActivityExecutionHierarchyWalker walker = new ActivityExecutionHierarchyWalker(activity);
        walker.addScopePreVisitor(finder);
        walker.walkUntil(scope -> finder.getErrorEventDefinition() != null || scope == null);
        return finder.getErrorEventDefinition() != null;
    }
}
