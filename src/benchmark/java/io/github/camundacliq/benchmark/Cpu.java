package io.github.camundacliq.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The time of all processors that was used. */
final class Cpu {

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private long read = System.nanoTime();
    private double machine;

    /** By this JVM, which hardly depends on what else the machine does. */
    static long micros() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1000;
    }

    /** By everything on this machine, the database among it, since this was made. */
    double machineMillis() {
        long now = System.nanoTime();
        machine += system.getCpuLoad() * system.getAvailableProcessors() * (now - read) / 1e6;
        read = now;
        return machine;
    }
}
