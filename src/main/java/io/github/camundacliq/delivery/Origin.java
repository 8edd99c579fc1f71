package io.github.camundacliq.delivery;

/**
 * Where in which process a post comes from. Empty texts stand for what there is not.
 *
 * @param jobId the only id that stays over the retries of one execution; without one there is no durable key, and the
 *     journal makes no promise
 */
public record Origin(
        String jobId,
        String processInstanceId,
        String processDefinitionKey,
        String businessKey,
        String activityId,
        String tenantId) {}
