package io.github.camundacliq.testing;

import static io.github.camundacliq.testing.Patience.await;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricJobLog;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.springframework.boot.test.context.TestComponent;

/** Starts processes and waits for what becomes of them. */
@TestComponent
public class Processes {

    private final ProcessEngine engine;

    Processes(ProcessEngine engine) {
        this.engine = engine;
    }

    public ProcessEngine engine() {
        return engine;
    }

    public void deploy(BpmnModelInstance model, String name) {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(name + ".bpmn", model)
                .deploy();
    }

    /** Deploys a process of {@link Models} and starts it. */
    public String run(BpmnModelInstance model, Map<String, Object> variables) {
        deploy(model, Models.KEY);
        return start(Models.KEY, variables);
    }

    /** The id of the newest version. */
    public String definition(String key) {
        return engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .latestVersion()
                .singleResult()
                .getId();
    }

    public String start(String key, Map<String, Object> variables) {
        return engine.getRuntimeService()
                .startProcessInstanceByKey(key, variables)
                .getId();
    }

    public void awaitEnd(String instance) {
        await().until(() -> engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .count()
                == 0);
    }

    /** Waits until its job has been told when it may go, or is over. */
    public void awaitWaiting(String instance) {
        await().until(() -> {
            Job job = job(instance);
            return job == null || job.getDuedate() != null;
        });
    }

    /** Waits until somebody has to act, and returns what that person reads. */
    public Incident awaitIncident(String instance) {
        return await().until(() -> incidents(instance), found -> !found.isEmpty())
                .get(0);
    }

    /** Cancels an instance, if it still runs, as a person does who tries again when the engine was at it. */
    public void cancel(String instance) {
        await().ignoreExceptionsInstanceOf(OptimisticLockingException.class).until(() -> {
            engine.getRuntimeService().deleteProcessInstanceIfExists(instance, "Cancelled", true, true, true, true);
            return true;
        });
    }

    /** Waits until an instance rests in a user task. */
    public void awaitUserTask(String instance) {
        await().until(() -> engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceId(instance)
                        .count()
                == 1);
    }

    /** Whether an instance came by an activity. */
    public boolean passed(String instance, String activity) {
        return engine.getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(instance)
                        .activityId(activity)
                        .finished()
                        .count()
                > 0;
    }

    public List<Incident> incidents(String instance) {
        return engine.getRuntimeService()
                .createIncidentQuery()
                .processInstanceId(instance)
                .list();
    }

    /** Also those that are over. */
    public long incidentsEver(String instance) {
        return engine.getHistoryService()
                .createHistoricIncidentQuery()
                .processInstanceId(instance)
                .count();
    }

    /** What its jobs failed of. */
    public List<HistoricJobLog> failures(String instance) {
        return engine.getHistoryService()
                .createHistoricJobLogQuery()
                .processInstanceId(instance)
                .failureLog()
                .list();
    }

    public Job job(String instance) {
        return engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance)
                .singleResult();
    }

    /** As an operator does it after an incident. */
    public void retry(String instance) {
        engine().getManagementService().setJobRetries(job(instance).getId(), 1);
    }

    public Job awaitJob(String instance, Predicate<Job> condition) {
        return await().until(() -> job(instance), job -> job != null && condition.test(job));
    }

    public HistoricVariableInstance variable(String instance, String name) {
        return engine.getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(instance)
                .variableName(name)
                .disableCustomObjectDeserialization()
                .singleResult();
    }

    /** The JSON of an object variable as Cockpit and REST show it. */
    public String json(String instance, String name) {
        HistoricVariableInstance variable = variable(instance, name);
        return variable == null
                ? ""
                : ((org.camunda.bpm.engine.variable.value.SerializableValue) variable.getTypedValue())
                        .getValueSerialized();
    }
}
