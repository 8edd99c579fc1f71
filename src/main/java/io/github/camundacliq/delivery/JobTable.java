package io.github.camundacliq.delivery;

/**
 * The engine's table of jobs, as our queries name it.
 *
 * @param name with the prefix of the engine's tables
 */
record JobTable(String name) {

    /** The condition on a job that it will run again; one that is suspended or has no retries waits for a person. */
    static final String RUNS = "j.RETRIES_ > 0 and j.SUSPENSION_STATE_ = 1";

    static JobTable of(String tablePrefix) {
        return new JobTable(tablePrefix + "ACT_RU_JOB");
    }

    /** To be joined with the journal as {@code p}. */
    String ofPost() {
        return name + " j on j.ID_ = p.JOB_";
    }

    /** The condition on a row of the journal that its job is gone. */
    String isGone() {
        return "not exists (select 1 from " + name + " j where j.ID_ = JOB_)";
    }

    /** The condition on a row of the journal that its job will run again. */
    String runsAgain() {
        return "exists (select 1 from " + name + " j where j.ID_ = JOB_ and " + RUNS + ")";
    }
}
