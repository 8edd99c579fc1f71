package io.github.camundacliq.connection;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.camundacliq.testing.TestClient;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

class SmallRequestTests {

    /** As where a name server does not answer, which the JDK's blocking call waits for, whatever its timeout. */
    @Test
    void endsInTimeWhereTheCallItselfDoesNot() {
        Transport transport =
                new Transport(HttpClient.newHttpClient(), call -> {}, Duration.ofMillis(200), "camunda-cliq/test");
        RestClient.RequestHeadersSpec<?> request =
                transport.within(TestClient.PATIENCE).get().uri("http://127.0.0.1:1/");
        assertThatExceptionOfType(ResourceAccessException.class)
                .isThrownBy(() -> request.retrieve().toBodilessEntity())
                .withCauseInstanceOf(HttpTimeoutException.class);
    }
}
