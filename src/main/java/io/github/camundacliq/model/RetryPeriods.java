package io.github.camundacliq.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.Duration;

/** A retry cycle as Camunda writes it: an expression, a list of periods, or one period with its repetitions. */
public final class RetryPeriods {

    private static final Pattern REPEAT = Pattern.compile("R[1-9]\\d{0,3}/([^,]+)");

    private RetryPeriods() {}

    /** The first part that is no period, if there is one. */
    public static Optional<String> unreadable(String cycle) {
        if (isExpression(cycle)) {
            return Optional.empty();
        }
        Matcher repeated = REPEAT.matcher(cycle.strip());
        String periods = repeated.matches() ? repeated.group(1) : cycle;
        return Arrays.stream(periods.split(",", -1))
                .map(String::strip)
                .filter(period -> !isPeriod(period))
                .findFirst();
    }

    static boolean isExpression(String cycle) {
        return cycle.contains("${") || cycle.contains("#{");
    }

    private static boolean isPeriod(String text) {
        if (!text.startsWith("P")) {
            return false;
        }
        try {
            Duration unused = DatatypeFactory.newInstance().newDuration(text);
            return true;
        } catch (IllegalArgumentException noPeriod) {
            return false;
        } catch (DatatypeConfigurationException impossible) {
            throw new IllegalStateException("Every JDK can read periods", impossible);
        }
    }
}
