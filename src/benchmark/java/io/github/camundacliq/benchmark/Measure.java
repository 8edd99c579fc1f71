package io.github.camundacliq.benchmark;

/** What is measured, in an engine's JVM of its own. */
enum Measure {
    POSTS(
            "Posts per second",
            "at 100 ms at least 6 times the plain delegate in memory and 4 times on disk; at 0 ms not less;"
                    + " others as fast as without the plugin"),
    LATENCY("Start to request", "at most 1.5 times the plain delegate"),
    COST("Cost of an instance", "the least of all that give the same guarantees"),
    NEIGHBOUR("An unrelated process", "at least 95 %"),
    BURST(
            "Burst against a limit",
            "none over the limit, at least 98 % of the permitted rate, the same cost for each post"),
    HEAP("Heap for files", "no copy of a file beyond the one that the engine holds"),
    START("Start of an engine", "within 5 %"),
    JOURNAL("With a large journal", "within 10 % of an empty one");

    private final String title;
    private final String aim;

    Measure(String title, String aim) {
        this.title = title;
        this.aim = aim;
    }

    String title() {
        return title;
    }

    String aim() {
        return aim;
    }

    boolean runsOn(Database database) {
        return switch (this) {
            case POSTS, LATENCY, COST -> true;
            case NEIGHBOUR -> database != Database.FILE;
            case START -> database == Database.MEMORY;
            case BURST, HEAP, JOURNAL -> database == Database.POSTGRES;
        };
    }

    void run(Trial trial) throws Exception {
        switch (this) {
            case POSTS -> new Posts().measure(trial);
            case LATENCY -> new Latency().measure(trial);
            case COST -> new Cost().measure(trial);
            case NEIGHBOUR -> new Neighbour().measure(trial);
            case BURST -> new Burst().measure(trial);
            case HEAP -> new Heap().measure(trial);
            case START -> new StartUp().measure(trial);
            case JOURNAL -> new LargeJournal().measure(trial);
        }
    }
}
