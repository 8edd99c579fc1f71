package io.github.camundacliq.task;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.junit.jupiter.api.Test;

class ScopeTests {

    /** It may be there in a moment, and a wrong input is refused for good. */
    @Test
    void anAbsentDatabaseIsNoWrongInput() {
        DelegateExecution execution = (DelegateExecution) Proxy.newProxyInstance(
                DelegateExecution.class.getClassLoader(),
                new Class<?>[] {DelegateExecution.class},
                (proxy, method, arguments) -> {
                    throw new ProcessEnginePersistenceException("The database is away", new SQLException());
                });
        assertThatExceptionOfType(ProcessEnginePersistenceException.class)
                .isThrownBy(() -> new Scope(execution).stored("message"));
    }
}
