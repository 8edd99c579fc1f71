package io.github.camundacliq.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.engine.CliqJobExecutor;
import io.github.camundacliq.engine.PostDrain;
import io.github.camundacliq.task.Captures;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.NotifyAcquisitionRejectedJobsHandler;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.spring.boot.starter.property.JobExecutionProperty;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskExecutor;

/** Takes the place of the starter's job executor, with the same settings; an application's own stays. Imported only. */
@ConditionalOnMissingBean(JobExecutor.class)
@ConditionalOnBooleanProperty(name = "camunda.bpm.job-execution.enabled", matchIfMissing = true)
final class JobExecutorConfiguration {

    /** What Hikari has by default, and so a guess for a pool that does not tell. */
    private static final int USUAL_POOL = 10;

    /** What the engine has by default. */
    private static final int USUAL_LOCK_MILLIS = 300_000;

    @Bean
    CliqJobExecutor jobExecutor(
            Delivery delivery,
            Captures captures,
            @Qualifier("camundaTaskExecutor") TaskExecutor engineThreads,
            CamundaBpmProperties camunda,
            CliqProperties properties,
            EngineDatabase database,
            @Qualifier("cliqClock") Clock clock) {
        requireLockLongerThanAPost(camunda.getJobExecution(), properties.http().totalTimeout());
        CliqJobExecutor executor = new CliqJobExecutor(
                delivery,
                captures,
                engineThreads,
                properties.maxConcurrentPosts(),
                databasePermits(database.dataSource()),
                properties.http().totalTimeout(),
                clock);
        executor.setRejectedJobsHandler(new NotifyAcquisitionRejectedJobsHandler());
        apply(camunda.getJobExecution(), executor);
        return executor;
    }

    @Bean
    PostDrain camundaCliqPostDrain(CliqJobExecutor jobExecutor) {
        return new PostDrain(jobExecutor);
    }

    /** A task without save points posts in its job's transaction, whose lock must outlive the post. */
    private static void requireLockLongerThanAPost(JobExecutionProperty settings, Duration totalTimeout) {
        Duration lock = Duration.ofMillis(
                Optional.ofNullable(settings.getLockTimeInMillis()).orElse(USUAL_LOCK_MILLIS));
        if (totalTimeout.compareTo(lock) >= 0) {
            throw new InvalidCliqPropertyException(
                    "cliq.http.total-timeout",
                    "is " + totalTimeout + ", but the engine gives a job to another thread after " + lock,
                    "Make it shorter than the engine's job-execution.lock-time-in-millis.");
        }
    }

    private static void apply(JobExecutionProperty settings, CliqJobExecutor executor) {
        Optional.ofNullable(settings.getLockTimeInMillis()).ifPresent(executor::setLockTimeInMillis);
        Optional.ofNullable(settings.getMaxJobsPerAcquisition()).ifPresent(executor::setMaxJobsPerAcquisition);
        Optional.ofNullable(settings.getWaitTimeInMillis()).ifPresent(executor::setWaitTimeInMillis);
        Optional.ofNullable(settings.getMaxWait()).ifPresent(executor::setMaxWait);
        Optional.ofNullable(settings.getBackoffTimeInMillis()).ifPresent(executor::setBackoffTimeInMillis);
        Optional.ofNullable(settings.getMaxBackoff()).ifPresent(executor::setMaxBackoff);
        Optional.ofNullable(settings.getBackoffDecreaseThreshold()).ifPresent(executor::setBackoffDecreaseThreshold);
        Optional.ofNullable(settings.getWaitIncreaseFactor()).ifPresent(executor::setWaitIncreaseFactor);
    }

    /** Half the pool: the other half is the engine's, whatever happens to us. */
    private static int databasePermits(DataSource dataSource) {
        try {
            int pool = dataSource.isWrapperFor(HikariDataSource.class)
                    ? dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize()
                    : USUAL_POOL;
            return Math.max(1, pool / 2);
        } catch (SQLException unknown) {
            return USUAL_POOL / 2;
        }
    }
}
