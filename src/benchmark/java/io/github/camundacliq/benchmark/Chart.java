package io.github.camundacliq.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The posts per second as bars, a group for each place; lines show the spread of the rounds. */
final class Chart {

    private static final int LABELS = 270;
    private static final int BARS = 560;
    private static final int BAR = 11;
    private static final int GAP = 12;
    private static final int HEAD = 34;

    private final Map<Sample.Row, Map<Contender, Spread>> rows;

    Chart(List<Sample> samples) {
        rows = new Table(samples.stream()
                        .filter(sample -> sample.row().measure() == Measure.POSTS)
                        .toList())
                .rows();
    }

    String svg() {
        double most = rows.values().stream()
                .flatMap(cells -> cells.values().stream())
                .mapToDouble(Spread::most)
                .max()
                .orElse(1);
        StringBuilder body = new StringBuilder(legend());
        int y = HEAD;
        for (Map.Entry<Sample.Row, Map<Contender, Spread>> row : rows.entrySet()) {
            body.append(text(LABELS - 8, y + BAR * 3, "end", row.getKey().setting()));
            for (Map.Entry<Contender, Spread> cell : row.getValue().entrySet()) {
                body.append(bar(y, cell.getKey(), cell.getValue(), BARS / most));
                y += BAR;
            }
            y += GAP;
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="11">
                <title>Posts per second</title><rect width="100%%" height="100%%" fill="#fff"/>
                %s</svg>
                """.formatted(LABELS + BARS + 60, y, body);
    }

    private static String legend() {
        StringBuilder legend = new StringBuilder();
        int x = 10;
        for (Contender contender : Contender.values()) {
            legend.append("<rect x='%d' y='8' width='10' height='10' fill='%s'/>".formatted(x, contender.colour()));
            legend.append(text(x + 14, 17, "start", contender.title()));
            x += 36 + contender.title().length() * 6;
        }
        return legend.append(text(x, 17, "start", "posts per second")).toString();
    }

    private static String bar(int y, Contender contender, Spread spread, double scale) {
        return String.format(
                Locale.ROOT,
                "<rect x='%d' y='%d' width='%.1f' height='%d' fill='%s'/>"
                        + "<path d='M%.1f %.1fH%.1f' stroke='#222'/>%s",
                LABELS,
                y,
                spread.median() * scale,
                BAR - 1,
                contender.colour(),
                LABELS + spread.least() * scale,
                y + BAR / 2.0,
                LABELS + spread.most() * scale,
                text(
                        (int) (LABELS + spread.most() * scale) + 5,
                        y + BAR - 2,
                        "start",
                        "%.0f".formatted(spread.median())));
    }

    private static String text(int x, int y, String anchor, String text) {
        return "<text x='%d' y='%d' text-anchor='%s'>%s</text>\n".formatted(x, y, anchor, text);
    }
}
