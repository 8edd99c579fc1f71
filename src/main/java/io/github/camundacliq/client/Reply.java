package io.github.camundacliq.client;

/**
 * The end of one delivery.
 *
 * @param calls how many requests Cliq answered, which is what Zoho deducts from the plan's external calls
 */
public record Reply(Outcome outcome, int calls) {}
