package io.github.camundacliq.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.TestConnections;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecrecyTests {

    @Test
    void nothingPrintsASecret() {
        Secret secret = new Secret("do-not-print");
        Connection connection = TestConnections.to("https://cliq.zoho.eu", "https://accounts.zoho.eu");
        Grant clientCredentials =
                new Grant.ClientCredentials("1000.CLIENT", secret, "ZohoCliq.Webhooks.CREATE", Optional.empty());
        assertThat(List.of(
                                secret,
                                connection,
                                connection.grant(),
                                clientCredentials,
                                clientCredentials.secrets(),
                                connection.grant().secrets(),
                                new TokenReply.Granted(secret, Instant.EPOCH, Instant.EPOCH),
                                new Redaction(List.of(secret)),
                                new Connections(List.of(connection), Optional.empty()))
                        .toString())
                .doesNotContain("do-not-print")
                .doesNotContain(TestConnections.CLIENT_SECRET)
                .doesNotContain(TestConnections.REFRESH_TOKEN);
    }
}
