package io.github.camundacliq.delivery;

/**
 * The engine's table of jobs, as our queries name it.
 *
 * @param name with the prefix of the engine's tables
 */
record JobTable(String name) {

    static JobTable of(String tablePrefix) {
        return new JobTable(tablePrefix + "ACT_RU_JOB");
    }

    /** The condition on a row of the journal that its job is gone. */
    String isGone() {
        return "not exists (select 1 from " + name + " j where j.ID_ = JOB_)";
    }

    /** The condition on a row of the journal that its job will run again; one that is suspended or has no retries waits for a person. */
    String runsAgain() {
        return "exists (select 1 from " + name + " j where j.ID_ = JOB_ and j.RETRIES_ > 0"
                + " and j.SUSPENSION_STATE_ = 1)";
    }
}
