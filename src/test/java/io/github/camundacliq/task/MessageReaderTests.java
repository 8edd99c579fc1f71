package io.github.camundacliq.task;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camundacliq.message.InvalidInputException;
import io.github.camundacliq.message.MessageRules;
import java.io.Writer;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.spin.Spin;
import org.junit.jupiter.api.Test;

class MessageReaderTests {

    /** As the variables of Spin's XML data format are, which this build has not. */
    private static final class Xml extends Spin<Xml> {

        @Override
        public String getDataFormatName() {
            return "application/xml";
        }

        @Override
        public Object unwrap() {
            return this;
        }

        @Override
        public String toString() {
            return "<text>Hello</text>";
        }

        @Override
        public void writeToWriter(Writer writer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <C> C mapTo(Class<C> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <C> C mapTo(String type) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void refusesXml() {
        MessageReader reader = new MessageReader(new MessageRules(5000));
        assertThatThrownBy(() -> reader.of(new Xml(), new Scope(new ExecutionEntity())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'message'");
    }
}
