package io.github.camundacliq.benchmark;

import java.util.Collection;
import java.util.Locale;

/** The middle of several rounds, and the worst and best of them. */
record Spread(double median, double least, double most) {

    static Spread of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return least == most ? digits(median) : digits(median) + " (" + digits(least) + "–" + digits(most) + ")";
    }

    /** Three digits that count. */
    private static String digits(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 || size == 0 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
