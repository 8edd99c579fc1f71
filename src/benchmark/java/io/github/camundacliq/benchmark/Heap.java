package io.github.camundacliq.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.variable.Variables;

/** The smallest heap in which four instances post ten files of 5 MB each at the same time. */
final class Heap {

    private static final int INSTANCES = 4;
    private static final int FILES = 10;
    private static final int BYTES = 5 * 1024 * 1024;
    private static final int LEAST_MB = 128;
    private static final int MOST_MB = 1664;
    private static final int STEP_MB = 32;
    private static final long PATIENCE_SECONDS = 120;

    /** The posts alone, in a heap that is enough or not. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        Children.endWithParent();
        Contender contender = Contender.valueOf(arguments[1]);
        Engine engine = Engine.start(new Cliq(arguments[0]), Trial.properties(arguments, 2));
        engine.pause();
        for (int instance = 0; instance < INSTANCES; instance++) {
            engine.start(contender, files());
        }
        engine.resume();
        engine.progress().await(INSTANCES);
        System.exit(0);
    }

    private static Map<String, Object> files() {
        Map<String, Object> variables = new HashMap<>();
        List<String> names =
                IntStream.range(0, FILES).mapToObj(number -> "file" + number).toList();
        names.forEach(name -> variables.put(
                name, Variables.fileValue(name + ".bin").file(new byte[BYTES]).create()));
        variables.put("message", new ArrayList<>(names));
        return variables;
    }

    void measure(Trial trial) throws InterruptedException {
        trial.cliq().latency(500);
        for (Contender contender : List.of(Contender.PLAIN, Contender.DELEGATE)) {
            int least = LEAST_MB;
            int most = MOST_MB;
            while (most - least > STEP_MB) {
                int middle = (least + most) / 2;
                boolean enough = isEnough(trial, contender, middle);
                least = enough ? least : middle;
                most = enough ? middle : most;
            }
            trial.report("4 times 10 files of 5 MB", "MB", contender, most);
        }
    }

    private static boolean isEnough(Trial trial, Contender contender, int megabytes) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("-Xmx" + megabytes + "m", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of(Heap.class.getName(), trial.cliq().url(), contender.name()));
        command.addAll(trial.databaseArguments());
        Process child = Children.start(
                Path.of(System.getProperty("java.home")), trial.settings().log(), command);
        try {
            return child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && child.exitValue() == 0;
        } finally {
            child.destroyForcibly();
        }
    }
}
