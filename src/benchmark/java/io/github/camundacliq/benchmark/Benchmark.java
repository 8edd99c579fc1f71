package io.github.camundacliq.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs every measure in JVMs of its own and prints one table. It never fails because of a time. */
final class Benchmark {

    private final Settings settings;
    private final Path log;
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    private Benchmark(Settings settings) {
        this.settings = settings;
        this.log = settings.log();
    }

    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.read();
        Files.createDirectories(settings.directory());
        new Benchmark(settings).run();
    }

    private void run() throws Exception {
        Process stub = Children.start(own(), log, List.of(Stub.class.getName()));
        try {
            Cliq cliq = new Cliq(Children.told(Children.output(stub)).orElseThrow());
            for (Measure measure : settings.measures()) {
                for (Path jdk : settings.jdks()) {
                    for (Database database : settings.databases()) {
                        if (measure.runsOn(database)) {
                            System.out.println(measure.title() + ": " + database.title() + ", " + jdk.getFileName());
                            database.use(
                                    settings.directory(),
                                    properties -> trial(measure, jdk, database, cliq, properties));
                            write();
                        }
                    }
                }
            }
        } finally {
            stub.destroy();
        }
        System.out.println(report());
    }

    private void trial(Measure measure, Path jdk, Database database, Cliq cliq, Map<String, Object> properties)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Settings.asOptions());
        command.addAll(settings.options());
        command.addAll(List.of("-Xmx2g", "-Duser.timezone=UTC", Trial.class.getName()));
        command.addAll(List.of(measure.name(), database.title(), cliq.url()));
        properties.forEach((name, value) -> command.add(name + "=" + value));
        Process child = Children.start(jdk, log, command);
        try (BufferedReader output = Children.output(child)) {
            for (Optional<String> line = Children.told(output); line.isPresent(); line = Children.told(output)) {
                samples.add(Sample.parse(line.get()));
                write();
            }
            if (child.waitFor() != 0) {
                failures.add("%s, %s, %s broke off; see %s"
                        .formatted(measure.title(), database.title(), jdk.getFileName(), log.getFileName()));
            }
        } finally {
            child.destroy();
        }
    }

    /** After each figure: a run takes hours, and what stops it must not take what it found out. */
    private void write() throws IOException {
        Files.writeString(settings.directory().resolve("benchmark.md"), report());
        Files.writeString(settings.directory().resolve("benchmark.svg"), new Chart(samples).svg());
    }

    private String report() {
        String machine = "%s, %s, %d processors, %d rounds"
                .formatted(
                        LocalDate.now(ZoneId.systemDefault()),
                        System.getProperty("os.name"),
                        Runtime.getRuntime().availableProcessors(),
                        settings.rounds());
        String missing = failures.stream().map(failure -> "- " + failure + "\n").collect(Collectors.joining());
        return machine + "\n\n" + new Table(samples).markdown() + (missing.isEmpty() ? "" : "\nMissing:\n\n" + missing);
    }

    private static Path own() {
        return Path.of(System.getProperty("java.home"));
    }
}
