package io.github.camundacliq.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long an engine takes to start, and how much memory it has then, with the plugin and without. */
final class StartUp {

    private static final long RESIDENT_KB = 1024;
    private static final int PAIRS_FOR_EACH_ROUND = 2;
    private static final String HEAP = "-Xmx256m";

    /** The engine alone: starts, tells what that took, and ends. */
    public static void main(String[] arguments) {
        Children.endWithParent();
        Map<String, Object> properties = Trial.properties(arguments, 1);
        Engine engine = Engine.start(new Cliq(arguments[0]), properties);
        long millis = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        System.gc();
        Children.announce(millis + " " + residentMegabytes());
        engine.close();
        System.exit(0);
    }

    void measure(Trial trial) throws IOException {
        for (int round = 0; round < PAIRS_FOR_EACH_ROUND * trial.settings().rounds(); round++) {
            boolean first = round % 2 == 0;
            one(trial, first);
            one(trial, !first);
        }
    }

    private static void one(Trial trial, boolean enabled) throws IOException {
        Contender contender = enabled ? Contender.DELEGATE : Contender.PLAIN;
        List<String> command = new ArrayList<>(
                List.of(HEAP, StartUp.class.getName(), trial.cliq().url()));
        command.addAll(trial.databaseArguments());
        command.addAll(List.of("cliq.enabled=" + enabled, "spring.datasource.url=jdbc:h2:mem:" + System.nanoTime()));
        Process child = Children.start(
                Path.of(System.getProperty("java.home")), trial.settings().log(), command);
        try (BufferedReader output = Children.output(child)) {
            String[] told = Children.told(output).orElseThrow().split(" ", 2);
            trial.report("plain is without the plugin", "s", contender, Integer.parseInt(told[0]) / 1000.0);
            trial.report("plain is without the plugin", "MB resident", contender, Integer.parseInt(told[1]));
        } finally {
            child.destroy();
        }
    }

    private static long residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / RESIDENT_KB)
                    .findFirst()
                    .orElse(0);
        } catch (IOException notLinux) {
            throw new UncheckedIOException(notLinux);
        }
    }
}
