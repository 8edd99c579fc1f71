package io.github.camundacliq.testing;

import java.io.File;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program that a test needs and no build can bring. Where it is missing the test is skipped and the log says so; with
 * {@code CI=true} in the environment it fails instead. Nothing is ever downloaded.
 */
final class Installed {

    private static final Logger LOG = LoggerFactory.getLogger(Installed.class);

    private Installed() {}

    /** The first of these programs that there is. */
    static File program(String... names) {
        Optional<File> found = Stream.of(names)
                .flatMap(name -> Stream.of(
                                (System.getenv("PATH") + File.pathSeparator + "/usr/sbin").split(File.pathSeparator))
                        .map(directory -> new File(directory, name)))
                .filter(File::canExecute)
                .findFirst();
        if (found.isEmpty()) {
            String missing = "SKIPPED: no " + names[0] + " on the path";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(missing + ", and it is required here");
            }
            LOG.warn(missing);
            Assumptions.abort(missing);
        }
        return found.get();
    }
}
