package io.github.camundacliq.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A node in a JVM of its own, that puts itself under load until it is killed as a power cut would. */
public final class KillableNode {

    private static final List<String> HANDLINGS = List.of("retry", "incident", "verify");

    private final Process process;

    private KillableNode(Process process) {
        this.process = process;
    }

    /**
     * Starts the JVM.
     *
     * @param run makes this run's messages unlike any other's
     */
    public static KillableNode start(Path directory, String cliqUrl, int run, Map<String, Object> properties) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                KillableNode.class.getName(),
                cliqUrl,
                String.valueOf(run)));
        properties.forEach((name, value) -> command.add(name + "=" + value));
        try {
            return new KillableNode(new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("node-" + run + ".log").toFile())
                    .start());
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Gives it no chance to write anything down. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The node outlived a kill -9");
        }
    }

    /** The load: one instance after the other, until the end comes from outside or the parent is gone. */
    public static void main(String[] arguments) throws InterruptedException {
        Thread parent = new Thread(KillableNode::endWithParent);
        parent.setDaemon(true);
        parent.start();
        Map<String, Object> properties = new java.util.HashMap<>();
        for (int index = 2; index < arguments.length; index++) {
            String[] property = arguments[index].split("=", 2);
            properties.put(property[0], property[1]);
        }
        Node node = Node.start(arguments[0], properties);
        if (node.processes()
                        .engine()
                        .getRepositoryService()
                        .createProcessDefinitionQuery()
                        .count()
                == 0) {
            node.processes().deploy(Flows.simple("killed"), "killed");
        }
        for (int number = 0; number < 2_000; number++) {
            String onUncertain = HANDLINGS.get(number % HANDLINGS.size());
            String message = "Message " + arguments[1] + "-" + number + " " + onUncertain;
            node.processes()
                    .start(
                            "killed",
                            Map.of("chatId", "CT_" + arguments[1], "message", message, "onUncertain", onUncertain));
            TimeUnit.MILLISECONDS.sleep(20);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // the parent never writes
            }
        } catch (IOException gone) {
            // as good as an end
        }
        Runtime.getRuntime().halt(0);
    }
}
