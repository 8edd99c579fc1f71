package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.post;
import static io.github.camundacliq.testing.Flows.process;
import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.FaultyCommits;
import io.github.camundacliq.testing.NodeTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whose turn has come is called by this node. The engine's own acquisition stands still here and finds nobody. */
class DueJobsTests extends NodeTest {

    private static final Map<String, Object> HELLO = Map.of("chatId", "1", "message", "Hello");

    private final Clock clock = Clock.systemUTC();
    private ManagementService management;
    private CliqJobExecutor executor;

    @Override
    protected Map<String, Object> properties() {
        return Map.of("cliq.connections.cliq_connection.limits.messages", "1/2s");
    }

    @BeforeAll
    void start() {
        management = processes.engine().getManagementService();
        executor = node.bean(CliqJobExecutor.class);
        executor.getAcquireJobsRunnable().stop();
        processes.deploy(simple("due"), "due");
        processes.deploy(
                post(post(process("both").parallelGateway("fork"), "one").moveToNode("fork"), "other")
                        .done(),
                "both");
    }

    private ProcessEngineImpl engine() {
        return (ProcessEngineImpl) processes.engine();
    }

    private Job waiting() {
        return processes.job(processes.start("due", HELLO));
    }

    private List<Job> jobs(String instance) {
        return management.createJobQuery().processInstanceId(instance).list();
    }

    private Collection<String> acquired(Job... jobs) {
        return acquired(Instant.now(), jobs);
    }

    private Collection<String> acquired(Instant told, Job... jobs) {
        return commands()
                .execute(new AcquireDueJobs(
                        Stream.of(jobs).map(job -> dueJob(job, told)).toList()));
    }

    private DueJob dueJob(Job job, Instant told) {
        return DueJob.of(job.getId(), told, engine(), clock);
    }

    private CommandExecutor commands() {
        return engine().getProcessEngineConfiguration().getCommandExecutorTxRequired();
    }

    @Test
    void areCalledWhenTheirPlaceIsFree() {
        List<String> instances =
                Stream.of(1, 2, 3).map(number -> processes.start("due", HELLO)).toList();
        instances.forEach(instance ->
                executor.callAt(Instant.now(), processes.job(instance).getId(), engine()));
        instances.forEach(processes::awaitEnd);
        assertThat(cliq.posts()).hasSize(3);
        assertThat(cliq.mostPostsWithin(Duration.ofSeconds(2))).isEqualTo(1);
    }

    @Test
    void areAcquiredOnce() {
        Job job = waiting();
        assertThat(acquired(job, waiting())).hasSize(2).contains(job.getId());
        assertThat(acquired(job)).isEmpty();
    }

    @Test
    void areLeftAloneWhileTheyAreSuspended() {
        Job job = waiting();
        management.suspendJobById(job.getId());
        assertThat(acquired(job)).isEmpty();
    }

    @Test
    void areLeftAloneWhereNoRetryIsLeft() {
        Job job = waiting();
        management.setJobRetries(job.getId(), 0);
        assertThat(acquired(job)).isEmpty();
    }

    @Test
    void areLeftAloneWhenSomebodyMovedTheirTime() {
        Job job = waiting();
        management.setJobDuedate(job.getId(), Date.from(Instant.now().plusSeconds(600)));
        assertThat(acquired(job)).isEmpty();
    }

    @Test
    void areCalledAMomentBeforeTheEngineFindsThem() {
        Job job = waiting();
        management.setJobDuedate(job.getId(), Date.from(Instant.now().plus(DueJobs.HEAD_START)));
        assertThat(acquired(job)).hasSize(1);
    }

    @Test
    void areAcquiredBeforeTheTimeThatTheyWereTold() {
        Job job = waiting();
        Instant told = Instant.now().plusSeconds(600);
        management.setJobDuedate(job.getId(), Date.from(told));
        assertThat(acquired(told.minusSeconds(1), job)).isEmpty();
        assertThat(acquired(told.plusSeconds(1), job)).isEmpty();
        assertThat(acquired(told, job)).hasSize(1);
        assertThat(processes.job(job.getProcessInstanceId()).getDuedate())
                .as("its turn has come, also if it is given back")
                .isBeforeOrEqualTo(Date.from(Instant.now()));
    }

    @Test
    void areForgottenWhenTheirInstanceIsGone() {
        Job job = waiting();
        processes.cancel(job.getProcessInstanceId());
        assertThat(acquired(job)).isEmpty();
    }

    @Test
    void areLeftToTheEngineWhereOthersOfTheirInstanceMustNotRunBeside() {
        String instance = processes.start("both", HELLO);
        List<Job> branches = jobs(instance);
        assertThat(branches).hasSize(2);
        assertThat(acquired(branches.get(0))).isEmpty();

        Instant soon = Instant.now().plus(DueJobs.HEAD_START);
        branches.forEach(branch -> management.setJobDuedate(branch.getId(), Date.from(soon)));
        assertThat(acquired(branches.get(0))).isEmpty();

        management.setJobDuedate(branches.get(1).getId(), Date.from(soon.plusSeconds(600)));
        assertThat(acquired(branches.get(0))).hasSize(1);

        management.setJobDuedate(branches.get(1).getId(), Date.from(soon));
        assertThat(acquired(branches.get(1))).isEmpty();
    }

    @Test
    void ofOneInstanceAreNotAcquiredTogether() {
        String instance = processes.start("both", HELLO);
        List<Job> branches = jobs(instance);
        assertThat(acquired(branches.get(0), branches.get(1))).isEmpty();
    }

    @Test
    void areLeftToTheEngineWhereTheirInstanceHasMany() {
        processes.deploy(
                process("many")
                        .serviceTask("all")
                        .camundaExpression("${true}")
                        .multiInstance()
                        .camundaAsyncBefore()
                        .parallel()
                        .cardinality("30")
                        .multiInstanceDone()
                        .endEvent()
                        .done(),
                "many");
        List<Job> jobs = jobs(processes.start("many", HELLO));
        jobs.stream()
                .skip(1)
                .forEach(job -> management.setJobDuedate(
                        job.getId(), Date.from(Instant.now().plusSeconds(600))));
        assertThat(jobs).hasSize(30);
        assertThat(acquired(jobs.get(0))).isEmpty();
    }

    @Test
    void areAcquiredAlsoWhereTheirInstanceIsYetToBegin() {
        processes.deploy(process("timer").timerWithDuration("PT0S").endEvent().done(), "timer");
        Job start = management.createJobQuery().processDefinitionKey("timer").singleResult();
        assertThat(acquired(start)).hasSize(1);
    }

    @Test
    void areLeftOutWhereSomebodyElseWasFaster() {
        Job job = waiting();
        Job other = waiting();
        Collection<String> ours = commands().execute(transaction -> {
            Collection<String> found = new AcquireDueJobs(
                            List.of(dueJob(job, Instant.now()), dueJob(other, Instant.now())))
                    .execute(transaction);
            Thread faster = new Thread(() -> assertThat(acquired(job)).hasSize(1));
            faster.start();
            join(faster);
            return found;
        });
        assertThat(ours).containsExactly(other.getId());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Its lock would last for as long as the engine locks jobs, and nobody run it. */
    @Test
    void isGivenFreeWhereNobodyWasToldThatItsAcquisitionTookEffect() {
        Job job = waiting();
        FaultyCommits commits = node.bean(FaultyCommits.class);
        commits.loseConfirmations("cliq-due", 1);
        executor.callAt(Instant.now(), job.getId(), engine());
        await().until(commits::areOver);
        await().until(() -> ((JobEntity) processes.job(job.getProcessInstanceId())).getLockOwner() == null);
        assertThat(cliq.posts()).isEmpty();
    }
}
