package io.github.camundacliq.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTests {

    @Test
    void readsPermitsAndPeriod() {
        assertThat(Rate.valueOf("50/1m")).isEqualTo(new Rate(50, Duration.ofMinutes(1)));
        assertThat(Rate.valueOf("10000/1d")).isEqualTo(new Rate(10_000, Duration.ofDays(1)));
        assertThat(Rate.valueOf(" 20 / PT1M ")).isEqualTo(new Rate(20, Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "50",
                "50/",
                "/1m",
                "a/1m",
                "50/minute",
                "0/1m",
                "-1/1m",
                "50/0s",
                "50/-1m",
                "50/1m/2",
                "50/1",
                "50/-1",
                "50/4000d"
            })
    void refusesWhatIsNoRate(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.valueOf(text));
    }
}
