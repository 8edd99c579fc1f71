package io.github.camundacliq.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.client.ResourceAccessException;

class TransportFaultTests {

    @ParameterizedTest
    @CsvSource({
        "PKIX path building failed: unable to find valid certification path, truststore",
        "No subject alternative DNS name matching cliq.zoho.eu found., another host's",
        "Received fatal alert: protocol_version, the TLS handshake failed"
    })
    void tellsACertificateThatJavaDoesNotTrustFromOtherTroubleWithTls(String jdk, String told) {
        TransportFault fault = TransportFault.of(
                new ResourceAccessException("I/O error", new SSLHandshakeException(jdk)), word -> word);
        assertThat(fault.notSent()).isTrue();
        assertThat(fault.reason()).contains(told, jdk);
    }

    @Test
    void tellsACertificateThatHasExpiredFromOneToTrust() {
        SSLHandshakeException expired = new SSLHandshakeException("PKIX path validation failed: validity check failed");
        expired.initCause(new CertPathValidatorException(
                "validity check failed", new CertificateExpiredException("NotAfter: Fri Nov 27")));
        assertThat(TransportFault.of(new ResourceAccessException("I/O error", expired), word -> word)
                        .reason())
                .contains("not valid any more", "clock")
                .doesNotContain("truststore");
    }
}
