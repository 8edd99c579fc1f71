package io.github.camundacliq.sandbox;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the sandbox imitates and how much it keeps. The defaults are what Zoho documents.
 *
 * @param enabled Whether to serve a fake Zoho Cliq under /cliq. Never in production: it has no login.
 * @param messages Messages a user may post before Cliq locks the user out.
 * @param files File requests a user may make before Cliq locks the user out.
 * @param reads Times a user may read chats before Cliq locks the user out.
 * @param tokens Access tokens the accounts server issues for one refresh token.
 * @param lock How long Cliq refuses a user who exceeded a limit.
 * @param textLength Longest text of a message, in characters.
 * @param visibleAfter How long after it was accepted a message can be read back.
 * @param keptMessages Messages kept in all chats together; older ones are forgotten.
 * @param keptRequests Requests kept in the log; older ones are forgotten.
 * @param keptFiles Disk space for uploaded files; the oldest are deleted first.
 * @param hosts Host names, besides loopback, under which the page and the control API may be used.
 */
@ConfigurationProperties(prefix = "cliq.sandbox")
public record SandboxSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("50/1m") Rate messages,
        @DefaultValue("20/1m") Rate files,
        @DefaultValue("15/1m") Rate reads,
        @DefaultValue("10/10m") Rate tokens,
        @DefaultValue("10m") Duration lock,
        @DefaultValue("5000") int textLength,
        @DefaultValue("0s") Duration visibleAfter,
        @DefaultValue("20000") int keptMessages,
        @DefaultValue("10000") int keptRequests,
        @DefaultValue("1GB") DataSize keptFiles,
        @DefaultValue List<String> hosts) {

    public SandboxSettings {
        require(!lock.isNegative(), "lock", lock, "10m");
        require(!visibleAfter.isNegative(), "visible-after", visibleAfter, "0s");
        require(textLength > 0, "text-length", textLength, "5000");
        require(keptMessages > 0, "kept-messages", keptMessages, "20000");
        require(keptRequests > 0, "kept-requests", keptRequests, "10000");
        require(!keptFiles.isNegative(), "kept-files", keptFiles, "1GB");
    }

    private static void require(boolean right, String property, Object found, String example) {
        if (!right) {
            throw new IllegalArgumentException("cliq.sandbox." + property + " is " + found
                    + ", which is too little. Give a larger value, such as " + example + ".");
        }
    }
}
