package io.github.camundacliq.testing;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** One node for all tests of a class; each of them begins with a Cliq that was asked for nothing yet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class NodeTest {

    protected final StubCliq cliq = new StubCliq();
    protected Node node;
    protected Processes processes;

    /** What the node has besides the defaults. */
    protected abstract Map<String, Object> properties();

    @BeforeAll
    void startNode() {
        node = Node.start(cliq, properties());
        processes = node.processes();
    }

    @AfterAll
    void stopNode() {
        node.close();
        cliq.close();
    }

    @BeforeEach
    void forgetEarlierRequests() {
        cliq.reset();
    }
}
