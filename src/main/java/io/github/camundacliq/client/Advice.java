package io.github.camundacliq.client;

import io.github.camundacliq.connection.TransportFault;
import io.github.camundacliq.message.ChatId;

/** What to do about Cliq's codes, which seldom say it themselves. Source: Zoho's documented codes. */
final class Advice {

    private static final String WITHOUT_CODE =
            "The answer has no code of Cliq's: see whether a proxy or firewall on the way gave it. Else correct the inputs, or cancel"
                    + " the instance. Then retry.";

    /** Cliq leaves its code out at times. */
    private static final String IN_WORDS_ALONE =
            "Correct the inputs as it says and retry, or cancel the instance. The answer has no code of Cliq's: if the words are not"
                    + " Cliq's, a proxy or firewall on the way gave it.";

    private Advice() {}

    /**
     * What to do.
     *
     * @param code of Cliq, or the status of an answer that has none
     * @param explained whether the answer has an explanation in words
     */
    static String on(String code, boolean explained) {
        return switch (code) {
            case "chat_not_found", "channel_not_exists" ->
                "No such chat for this user: a channel's id or unique name is no" + " chat id. " + ChatId.WHERE_TO_FIND
                        + ", correct 'chatId' and retry.";
            case "chat_access_denied", "access_denied" -> "Add the connection's Zoho user to the chat, then retry.";
            case "oauthtoken_scope_invalid" ->
                "The connection lacks the scope ZohoCliq.Webhooks.CREATE: authorize it again"
                        + " with that scope, then retry.";
            case "oauthtoken_invalid", "invalid_oauthtoken", "http_401" ->
                "A new access token was refused too: check the"
                        + " connection's data centre and its refresh token, then retry.";
            case "operation_failed" ->
                "Cliq says this for a wrong chat id and for a wrong message. Check 'chatId' first (a channel's id is none): "
                        + ChatId.WHERE_TO_FIND + ". Then retry.";
            case "extra_key_found" -> "The message has a key that Cliq does not know: remove it and retry.";
            case "param_missing" -> "The message lacks a required key, usually 'text': add it and retry.";
            case "input_json_invalid", "input_pattern_mismatch", "invalid_data" ->
                "Correct the message (lengths, card theme," + " slide types, numbers of buttons), then retry.";
            case "request_url_invalid", "request_method_invalid", "http_404", "http_405" ->
                "Check the connection's" + " api-base-url: it must be the address above /api/v2.";
            case "http_407" -> TransportFault.PROXY_LOGIN;
            case "buddies_self_message_restricted" -> "Cliq does not let a user message itself: choose another chat.";
            default ->
                code.startsWith("http_")
                        ? (explained ? IN_WORDS_ALONE : WITHOUT_CODE)
                        : "Cliq refuses this post for good: correct its inputs and retry, or cancel the instance.";
        };
    }
}
