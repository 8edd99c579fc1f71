package io.github.camundacliq.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The controls of the stub. */
record Cliq(String url) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** From now on an answer takes so long, and whoever waits for one gets it at once. */
    void latency(long millis) {
        String unused = ask("/control/latency/" + millis);
    }

    /** What arrived since this was asked last. */
    List<Arrival> arrivals() {
        return ask("/control/arrivals")
                .lines()
                .map(line -> line.split(" ", 2))
                .map(parts -> new Arrival(Long.parseLong(parts[0]), parts[1]))
                .toList();
    }

    private String ask(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while asking the stub", stopped);
        }
    }
}
