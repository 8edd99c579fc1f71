package io.github.camundacliq.benchmark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JVMs that live no longer than the one that started them. */
final class Children {

    private static final String ANNOUNCEMENT = "benchmark: ";

    private Children() {}

    /**
     * Starts a JVM.
     *
     * @param arguments its options first, then the class to run, then what that is told
     */
    static Process start(Path jdk, Path log, List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(jdk.resolve(Path.of("bin", "java")).toString(), "-cp", System.getProperty("java.class.path")));
        command.addAll(arguments);
        try {
            File errors = log.toFile();
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(errors))
                    .start();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    /** Tells the parent a line. */
    static void announce(String line) {
        System.out.println(ANNOUNCEMENT + line);
        System.out.flush();
    }

    /** The next line that the child tells, if there is one more; whatever else it prints is passed over. */
    static Optional<String> told(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(ANNOUNCEMENT)) {
                return Optional.of(line.substring(ANNOUNCEMENT.length()));
            }
        }
        return Optional.empty();
    }

    static BufferedReader output(Process child) {
        return child.inputReader(StandardCharsets.UTF_8);
    }

    /** Ends this JVM when the parent closes its end of the pipe, as its own end does too. */
    static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(java.io.OutputStream.nullOutputStream());
                    } catch (IOException gone) {
                        System.err.println("The parent is gone: " + gone.getMessage());
                    }
                    Runtime.getRuntime().halt(0);
                },
                "end-with-parent");
        watch.setDaemon(true);
        watch.start();
    }
}
