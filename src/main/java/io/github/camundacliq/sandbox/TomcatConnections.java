package io.github.camundacliq.sandbox;

import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Puts the valve in place, and lets uploads have long names. Without Tomcat everything works but the faults that close
 * connections.
 */
final class TomcatConnections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Of a file's name that has 255 characters, each of which is twelve bytes in the header, there is some room left. */
    private static final int MOST_BYTES_OF_A_PART_HEADER = 8192;

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextValves(new ConnectionValve());
        factory.addConnectorCustomizers(connector -> connector.setMaxPartHeaderSize(MOST_BYTES_OF_A_PART_HEADER));
    }
}
