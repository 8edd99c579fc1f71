package io.github.camundacliq.engine;

import io.github.camundacliq.task.CapturedException;
import io.github.camundacliq.task.CliqException;
import java.util.Optional;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.jspecify.annotations.Nullable;

/** Keeps a captured post away from the listeners of failed and of successful jobs: the job is neither yet. */
final class CaptureCollector extends JobFailureCollector {

    private Optional<CapturedException> captured = Optional.empty();

    CaptureCollector(String jobId) {
        super(jobId);
    }

    Optional<CapturedException> captured() {
        return captured;
    }

    @Override
    public void setFailure(Throwable failure) {
        Optional<CapturedException> capture = CliqException.in(failure)
                .filter(CapturedException.class::isInstance)
                .map(CapturedException.class::cast);
        if (capture.isPresent()) {
            captured = capture;
        } else {
            super.setFailure(failure);
        }
    }

    /** Without an id the engine calls no listener. */
    @Override
    public @Nullable String getJobId() {
        return captured.isPresent() ? null : super.getJobId();
    }
}
