package io.github.camundacliq.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a run measures, from system properties.
 *
 * @param limit of a burst: posts in a second, of all users together
 * @param seconds how long one contender is measured in one round
 * @param jdks home directories
 * @param options for the engine's JVM, such as the ones that start a flight recording
 */
record Settings(
        List<Measure> measures,
        List<Database> databases,
        List<Contender> contenders,
        List<Long> latencies,
        int rounds,
        List<Integer> bursts,
        int limit,
        double seconds,
        List<Path> jdks,
        List<String> options,
        Path directory) {

    private static final String PREFIX = "benchmark.";

    static Settings read() {
        return new Settings(
                all("measures", name -> Measure.valueOf(constant(name))),
                all("databases", name -> Database.valueOf(constant(name))),
                all("contenders", name -> Contender.valueOf(constant(name))),
                all("latencies", Long::valueOf),
                Integer.parseInt(text("rounds")),
                all("bursts", Integer::valueOf),
                Integer.parseInt(text("limit")),
                Double.parseDouble(text("seconds")),
                all("jdks", Path::of),
                Stream.of(text("options").split(" ", -1))
                        .filter(option -> !option.isEmpty())
                        .toList(),
                Path.of(text("directory")));
    }

    /** In another order in each round: nobody is always first, or after the same one, and pays for what that left. */
    List<Contender> contenders(int round) {
        List<Contender> order = new ArrayList<>(contenders);
        if (round % 2 == 1) {
            Collections.reverse(order);
        }
        Collections.rotate(order, round);
        return order;
    }

    /** The same for those of the contenders that are among the named. */
    Settings only(List<Contender> able) {
        return new Settings(
                measures,
                databases,
                contenders.stream().filter(able::contains).toList(),
                latencies,
                rounds,
                bursts,
                limit,
                seconds,
                jdks,
                options,
                directory);
    }

    Path log() {
        return directory.resolve("benchmark.log");
    }

    /** The same for a JVM that this one starts. */
    static List<String> asOptions() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .toList();
    }

    private static <T> List<T> all(String name, Function<String, T> read) {
        return Arrays.stream(text(name).split(",", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(read)
                .toList();
    }

    private static String constant(String name) {
        return name.toUpperCase(java.util.Locale.ROOT);
    }

    private static String text(String name) {
        String value = System.getProperty(PREFIX + name);
        if (value == null) {
            throw new IllegalArgumentException("Set -D" + PREFIX + name);
        }
        return value;
    }
}
