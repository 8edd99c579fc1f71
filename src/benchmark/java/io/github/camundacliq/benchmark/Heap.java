package io.github.camundacliq.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.variable.Variables;

/**
 * The smallest heap in which four instances post ten files of 5 MB each at the same time. The engine gets four threads from
 * the start, so that the posts of every contender really are under way together.
 */
final class Heap {

    private static final int INSTANCES = 4;
    private static final int FILES = 10;
    private static final int BYTES = 5 * 1024 * 1024;
    private static final int LEAST_MB = 64;
    private static final int MOST_MB = 1600;
    private static final int STEP_MB = 24;
    private static final long PATIENCE_SECONDS = 120;
    private static final long LATENCY_MILLIS = 3000;

    /** The posts alone, in a heap that is enough or not. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        Children.endWithParent();
        Contender contender = Contender.valueOf(arguments[1]);
        Map<String, Object> properties = Trial.properties(arguments, 2);
        properties.put("camunda.bpm.job-execution.core-pool-size", INSTANCES);
        Engine engine = Engine.start(new Cliq(arguments[0]), properties);
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

    void measure(Trial trial) throws Exception {
        trial.cliq().latency(LATENCY_MILLIS);
        for (Contender contender : List.of(Contender.NOOP, Contender.PLAIN, Contender.DELEGATE)) {
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

    /** On a database of its own: who ran out of memory leaves instances behind. */
    private static boolean isEnough(Trial trial, Contender contender, int megabytes) throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        Database.POSTGRES.use(
                trial.settings().directory(), database -> enough.set(ends(trial, contender, megabytes, database)));
        return enough.get();
    }

    private static boolean ends(Trial trial, Contender contender, int megabytes, Map<String, Object> database)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-Xmx" + megabytes + "m", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of(Heap.class.getName(), trial.cliq().url(), contender.name()));
        database.forEach((name, value) -> command.add(name + "=" + value));
        Process child = Children.start(
                Path.of(System.getProperty("java.home")), trial.settings().log(), command);
        Children.output(child).close();
        try {
            return child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && child.exitValue() == 0;
        } finally {
            child.destroyForcibly();
        }
    }
}
