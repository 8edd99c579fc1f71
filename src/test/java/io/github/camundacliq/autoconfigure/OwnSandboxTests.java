package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class OwnSandboxTests {

    private final MockEnvironment environment =
            new MockEnvironment().withProperty("cliq.sandbox.enabled", "true").withProperty("server.port", "8081");

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8081/cliq", "http://localhost:8081/cliq", "http://[::1]:8081/cliq"})
    void isWhereThisApplicationListens(String api) {
        assertThat(isSandbox(api)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cliq.zoho.com",
                "https://127.0.0.1:8081/cliq",
                "http://127.0.0.1:8082/cliq",
                "http://127.0.0.1/cliq",
                "http://127.0.0.1:8081",
                "http://127.0.0.1:8081/cliq/more",
                "http://127.0.0.1.example.com:8081/cliq",
                "http://192.168.0.7:8081/cliq"
            })
    void isNowhereElse(String api) {
        assertThat(isSandbox(api)).isFalse();
    }

    @Test
    void isOnlyThereIfItIsSwitchedOn() {
        environment.withProperty("cliq.sandbox.enabled", "false");
        assertThat(isSandbox("http://127.0.0.1:8081/cliq")).isFalse();
    }

    @Test
    void isOnlyAtTheAddressThatTheServerIsBoundTo() {
        environment.withProperty("server.address", "192.168.0.7");
        assertThat(isSandbox("http://192.168.0.7:8081/cliq")).isTrue();
        assertThat(isSandbox("http://127.0.0.1:8081/cliq")).isFalse();
    }

    @Test
    void liesBelowTheContextPath() {
        environment.withProperty("server.servlet.context-path", "/engine");
        assertThat(isSandbox("http://127.0.0.1:8081/engine/cliq")).isTrue();
        assertThat(isSandbox("http://127.0.0.1:8081/cliq")).isFalse();
    }

    @Test
    void isNotTakenForOneBehindAProxy() {
        environment.withProperty("cliq.http.proxy.host", "proxy.example.com");
        assertThat(isSandbox("http://127.0.0.1:8081/cliq")).isFalse();
    }

    private boolean isSandbox(String api) {
        return OwnSandbox.of(environment).isAt(URI.create(api));
    }
}
