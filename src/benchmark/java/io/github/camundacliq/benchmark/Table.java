package io.github.camundacliq.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** All figures: a row for what was measured where, a column for each contender. */
final class Table {

    private final Map<Sample.Row, Map<Contender, Spread>> rows;

    Table(List<Sample> samples) {
        Map<Sample.Row, Map<Contender, List<Double>>> values = new LinkedHashMap<>();
        for (Sample sample : samples) {
            values.computeIfAbsent(sample.row(), unseen -> new EnumMap<>(Contender.class))
                    .computeIfAbsent(sample.contender(), unseen -> new ArrayList<>())
                    .add(sample.value());
        }
        rows = new LinkedHashMap<>();
        values.forEach((row, cells) -> {
            Map<Contender, Spread> spreads = new EnumMap<>(Contender.class);
            cells.forEach((contender, rounds) -> spreads.put(contender, Spread.of(rounds)));
            rows.put(row, spreads);
        });
    }

    Map<Sample.Row, Map<Contender, Spread>> rows() {
        return rows;
    }

    String markdown() {
        String titles = Arrays.stream(Contender.values()).map(Contender::title).collect(Collectors.joining(" | "));
        String lines = "--:|".repeat(Contender.values().length + 2);
        StringBuilder table = new StringBuilder(
                "| measure | where | " + titles + " | ours : plain | ours : connector |\n|---|---|" + lines + "\n");
        rows.forEach((row, cells) -> table.append(line(row, cells)));
        String aims = rows.keySet().stream()
                .map(Sample.Row::measure)
                .distinct()
                .map(measure -> "- " + measure.title() + ": " + measure.aim() + "\n")
                .collect(Collectors.joining());
        return table + "\nMedians (least–most) of the rounds. Aims:\n\n" + aims;
    }

    private static String line(Sample.Row row, Map<Contender, Spread> cells) {
        String figures = Arrays.stream(Contender.values())
                .map(contender ->
                        cells.containsKey(contender) ? cells.get(contender).toString() : "")
                .collect(Collectors.joining(" | "));
        return "| %s, %s | %s | %s | %s | %s |%n"
                .formatted(
                        row.measure().title(),
                        row.unit(),
                        row.setting(),
                        figures,
                        ratio(cells, Contender.PLAIN),
                        ratio(cells, Contender.CONNECTOR));
    }

    private static String ratio(Map<Contender, Spread> cells, Contender other) {
        Spread others = cells.get(other);
        Spread ours = cells.get(Contender.DELEGATE);
        return others == null || ours == null || others.median() == 0
                ? ""
                : String.format(Locale.ROOT, "%.2f", ours.median() / others.median());
    }
}
