package io.github.camundacliq.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CausesTests {

    @Test
    void comeToAnEndWhereAFailureIsAmongItsOwn() {
        Exception one = new Exception("one");
        Exception other = new Exception("other", one);
        one.initCause(other);
        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(CliqException.in(one)).isEmpty());
    }
}
