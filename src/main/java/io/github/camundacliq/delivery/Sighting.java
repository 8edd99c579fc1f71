package io.github.camundacliq.delivery;

import java.time.Duration;
import java.util.Optional;

/** What reading a chat back tells about a post. */
public sealed interface Sighting {

    <R> R match(Cases<R> cases);

    /** One function for each sighting: the exhaustive switch that Java 17 lacks. */
    interface Cases<R> {

        R found();

        R absent();

        R unclear(Unclear unclear);

        R notNow();

        R throttled(Throttled throttled);
    }

    /** The chat shows it. */
    record Found() implements Sighting {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.found();
        }
    }

    /** The chat was read, and does not show it. */
    record Absent() implements Sighting {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.absent();
        }
    }

    /**
     * No reading will tell.
     *
     * @param reason why its outcome stays unknown, and what a person can do about that
     */
    record Unclear(String reason) implements Sighting {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unclear(this);
        }
    }

    /** The chat could not be read; another attempt may tell. */
    record NotNow() implements Sighting {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.notNow();
        }
    }

    /**
     * Cliq lets the user do nothing for a time.
     *
     * @param retryAfter what Cliq asked for, if it did
     */
    record Throttled(Optional<Duration> retryAfter) implements Sighting {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.throttled(this);
        }
    }
}
