package io.github.camundacliq.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The time of all processors that this JVM used. It hardly depends on what else the machine does. */
final class Cpu {

    private Cpu() {}

    static long micros() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1000;
    }
}
