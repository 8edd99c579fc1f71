package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import java.time.Instant;

/** What is to be done about a post now. */
public sealed interface Decision {

    /** What the function of its case returns or throws. */
    <R, X extends Exception> R match(Cases<R, X> cases) throws X;

    /** One function for each decision: the exhaustive switch that Java 17 lacks. */
    interface Cases<R, X extends Exception> {

        R send(Send send) throws X;

        R verify(Verify verify) throws X;

        R repeat() throws X;

        R over(Over over) throws X;

        R notBefore(NotBefore later) throws X;
    }

    /** Send it. */
    record Send(Lease lease) implements Decision {

        @Override
        public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
            return cases.send(this);
        }
    }

    /**
     * Read the chat back: an earlier attempt may have been delivered.
     *
     * @param sent when it left at the earliest
     * @param settled when Cliq had taken it at the latest, if it did
     * @param post of that attempt: the task's inputs may have changed since
     */
    record Verify(Instant sent, Instant settled, StoredPost post) implements Decision {

        @Override
        public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
            return cases.verify(this);
        }
    }

    /** Decide again: Cliq refused an access token, and the attempt with a new one needs a slot of its own. */
    record Repeat() implements Decision {

        @Override
        public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
            return cases.repeat();
        }
    }

    /** It is over; the process goes on by this outcome. */
    record Over(Outcome outcome) implements Decision {

        @Override
        public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
            return cases.over(this);
        }
    }

    /**
     * Not yet.
     *
     * @param reason for the operator who asks what it waits for
     */
    record NotBefore(Instant due, String reason) implements Decision {

        @Override
        public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
            return cases.notBefore(this);
        }
    }
}
