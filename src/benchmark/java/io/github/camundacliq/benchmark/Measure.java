package io.github.camundacliq.benchmark;

/** What is measured, in an engine's JVM of its own. */
enum Measure {
    POSTS(
            "Posts per second",
            "at 100 ms at least 6 times the plain delegate in memory and 4 times on disk; at 0 ms not less");

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
            case POSTS -> true;
        };
    }

    void run(Trial trial) throws Exception {
        switch (this) {
            case POSTS -> new Posts().measure(trial);
        }
    }
}
