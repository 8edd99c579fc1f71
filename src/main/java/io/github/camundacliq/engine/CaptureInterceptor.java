package io.github.camundacliq.engine;

import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.spring.SpringTransactionInterceptor;
import org.camunda.bpm.engine.spring.SpringTransactionsProcessEngineConfiguration;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Undoes a captured run back to a savepoint at its beginning, and has its transaction commit what is left: nothing. An H2 in
 * a file writes down what all others have changed so far whenever a transaction rolls back, even one that only read.
 */
final class CaptureInterceptor extends CommandInterceptor {

    /** The engine's own. Whoever else waits for the end of a captured run must see it roll back. */
    private static final int USUAL_SYNCHRONIZATIONS = 1;

    private final TransactionTemplate savepoint;

    private CaptureInterceptor(DataSourceTransactionManager transactions) {
        this.savepoint = new TransactionTemplate(
                transactions, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
    }

    /**
     * Puts one behind what begins an engine's transactions. With another transaction manager than that of JDBC there may be
     * changes that the database has not seen yet; then there is none.
     */
    static void insertInto(ProcessEngineConfigurationImpl engine) {
        if (engine instanceof SpringTransactionsProcessEngineConfiguration spring
                && spring.getTransactionManager() instanceof DataSourceTransactionManager transactions
                && transactions.isNestedTransactionAllowed()) {
            for (CommandInterceptor begin : engine.getCommandInterceptorsTxRequired()) {
                if (begin instanceof SpringTransactionInterceptor) {
                    CaptureInterceptor inserted = new CaptureInterceptor(transactions);
                    inserted.setNext(begin.getNext());
                    begin.setNext(inserted);
                }
            }
        }
    }

    @Override
    public <T> T execute(Command<T> command) {
        boolean job = Context.getJobExecutorContext() != null && Context.getCommandContext() == null;
        return job ? executeJob(command) : next.execute(command);
    }

    /** What runs jobs has no result. */
    @SuppressWarnings("NullAway")
    private <T> T executeJob(Command<T> command) {
        try {
            return savepoint.execute(status -> next.execute(command));
        } catch (RuntimeException failure) {
            if (CaptureCollector.capture(failure).isPresent() && nobodyElseWaits()) {
                return null;
            }
            throw failure;
        }
    }

    private static boolean nobodyElseWaits() {
        return TransactionSynchronizationManager.getSynchronizations().size() == USUAL_SYNCHRONIZATIONS;
    }
}
