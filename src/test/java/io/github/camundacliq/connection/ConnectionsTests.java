package io.github.camundacliq.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.TestConnections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionsTests {

    private final Connection first = TestConnections.named("first_one");
    private final Connection second = TestConnections.named("Second-1");

    @Test
    void findsAConnectionByItsExactNameOnly() {
        Connections connections = new Connections(List.of(first, second), Optional.empty());
        assertThat(connections.find("first_one")).contains(first);
        assertThat(connections.find("Second-1")).contains(second);
        assertThat(connections.find("second-1")).isEmpty();
        assertThat(connections.find("firstone")).isEmpty();
        assertThat(connections.names()).containsExactly("first_one", "Second-1");
        assertThat(connections.all()).containsExactly(first, second);
    }

    @Test
    void takesTheOnlyConnectionAsTheDefault() {
        assertThat(new Connections(List.of(first), Optional.empty()).defaultConnection())
                .contains(first);
    }

    @Test
    void guessesNoDefaultAmongSeveral() {
        assertThat(new Connections(List.of(first, second), Optional.empty()).defaultConnection())
                .isEmpty();
        assertThat(new Connections(List.of(first, second), Optional.of("Second-1")).defaultConnection())
                .contains(second);
    }

    @Test
    void hasNoDefaultWithoutAnyConnection() {
        assertThat(new Connections(List.of(), Optional.empty()).defaultConnection())
                .isEmpty();
    }
}
