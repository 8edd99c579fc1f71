package consumer;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Somebody's application with an engine. It knows nothing of Cliq. */
@SpringBootApplication
public class Engine {

    public static void main(String[] arguments) {
        SpringApplication.run(Engine.class, arguments);
    }

    @Bean
    JavaDelegate ownTask() {
        return execution -> {
            if (execution.hasVariable("fail")) {
                throw new IllegalStateException("The application's own task fails");
            }
            execution.setVariable("done", new java.util.ArrayList<>(java.util.List.of("by", "own", "task")));
        };
    }
}
