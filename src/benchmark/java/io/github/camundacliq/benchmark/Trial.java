package io.github.camundacliq.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One measure on one database with one JDK, in a JVM of its own.
 *
 * @param database the engine's properties for it
 */
record Trial(Settings settings, Measure measure, String place, Cliq cliq, Map<String, Object> database) {

    public static void main(String[] arguments) throws Exception {
        Children.endWithParent();
        Measure measure = Measure.valueOf(arguments[0]);
        String place = "JDK " + Runtime.version().feature() + ", " + arguments[1];
        Trial trial = new Trial(Settings.read(), measure, place, new Cliq(arguments[2]), properties(arguments, 3));
        try {
            measure.run(trial);
            System.exit(0);
        } catch (Exception | Error failure) {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    static Map<String, Object> properties(String[] arguments, int first) {
        return Arrays.stream(arguments)
                .skip(first)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(property -> property[0], property -> property[1], (one, later) -> later));
    }

    /** For a JVM that this one starts. */
    List<String> databaseArguments() {
        return database.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .toList();
    }

    /** @param url how it begins, after {@code jdbc:} */
    boolean isOn(String url) {
        return String.valueOf(database.get("spring.datasource.url")).startsWith("jdbc:" + url);
    }

    /** Hands a figure to the report. */
    void report(String setting, String unit, Contender contender, double value) {
        String where = setting.isEmpty() ? place : place + ", " + setting;
        Children.announce(new Sample(new Sample.Row(measure, where, unit), contender, value).line());
    }
}
