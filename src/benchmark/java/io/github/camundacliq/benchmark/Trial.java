package io.github.camundacliq.benchmark;

import java.util.HashMap;
import java.util.Map;

/**
 * One measure on one database with one JDK, in a JVM of its own.
 *
 * @param database the engine's properties for it
 */
record Trial(Settings settings, Measure measure, String place, Cliq cliq, Map<String, Object> database) {

    public static void main(String[] arguments) throws Exception {
        Children.endWithParent();
        Map<String, Object> database = new HashMap<>();
        for (int index = 3; index < arguments.length; index++) {
            String[] property = arguments[index].split("=", 2);
            database.put(property[0], property[1]);
        }
        Measure measure = Measure.valueOf(arguments[0]);
        String place = "JDK " + Runtime.version().feature() + ", " + arguments[1];
        measure.run(new Trial(Settings.read(), measure, place, new Cliq(arguments[2]), database));
        System.exit(0);
    }

    /** Hands a figure to the report. */
    void report(String setting, String unit, Contender contender, double value) {
        String where = setting.isEmpty() ? place : place + ", " + setting;
        Children.announce(new Sample(new Sample.Row(measure, where, unit), contender, value).line());
    }
}
