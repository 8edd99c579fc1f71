package io.github.camundacliq.client;

/**
 * The end of one attempt at a post.
 *
 * @param calls how many requests Cliq answered, none or one: what Zoho deducts from the plan's external calls
 */
public record Reply(Outcome outcome, int calls) {}
