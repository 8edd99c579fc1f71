package io.github.camundacliq.connection;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.client.ResourceAccessException;

class TransportFaultTests {

    @ParameterizedTest
    @CsvSource({
        "PKIX path building failed: unable to find valid certification path, truststore",
        "No subject alternative DNS name matching cliq.zoho.eu found., the TLS handshake failed"
    })
    void tellsACertificateThatJavaDoesNotTrustFromOtherTroubleWithTls(String jdk, String told) {
        TransportFault fault = TransportFault.of(
                new ResourceAccessException("I/O error", new SSLHandshakeException(jdk)), word -> word);
        assertThat(fault.notSent()).isTrue();
        assertThat(fault.reason()).contains(told, jdk);
    }
}
