package io.github.camundacliq.benchmark;

/** One figure of one round. */
record Sample(Row row, Contender contender, double value) {

    private static final String SEPARATOR = "\t";

    /** What is measured, and where. */
    record Row(Measure measure, String setting, String unit) {}

    static Sample parse(String line) {
        String[] fields = line.split(SEPARATOR, -1);
        return new Sample(
                new Row(Measure.valueOf(fields[0]), fields[1], fields[2]),
                Contender.valueOf(fields[3]),
                Double.parseDouble(fields[4]));
    }

    String line() {
        return String.join(
                SEPARATOR, row.measure().name(), row.setting(), row.unit(), contender.name(), String.valueOf(value));
    }
}
