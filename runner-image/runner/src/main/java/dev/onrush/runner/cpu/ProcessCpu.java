package dev.onrush.runner.cpu;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** The counters of this process. Reading them takes some tens of microseconds in files of the kernel. */
public final class ProcessCpu {
    private static final Path THREAD = Path.of("/proc/thread-self");
    private static final long PAGE_BYTES = 4_096;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ControlGroup group;
    private final Path schedule;

    private ProcessCpu(ControlGroup group, Path schedule) {
        this.group = group;
        this.schedule = schedule;
    }

    /** Must be called on the thread whose waiting is to be counted. */
    public static ProcessCpu watchingThisThread() {
        Path schedule;
        try {
            schedule = THREAD.toRealPath().resolve("schedstat");
        } catch (IOException _) {
            schedule = null;
        }
        return new ProcessCpu(ControlGroup.ofThisProcess(), schedule);
    }

    /** Now; from any thread. */
    public CpuCounters read() {
        CpuAllowance allowance;
        try {
            allowance = group.read();
        } catch (IOException _) {
            allowance = CpuAllowance.NONE;
        }
        return new CpuCounters(System.nanoTime(), Math.max(0, system.getProcessCpuTime()), waited(), allowance);
    }

    /** The second of three numbers, in nanoseconds (the kernel's sched-stats). */
    private long waited() {
        if (schedule == null) {
            return 0;
        }
        try {
            String[] numbers = Files.readString(schedule).strip().split(" ");
            return numbers.length == 3 ? Long.parseLong(numbers[1]) : 0;
        } catch (IOException | NumberFormatException _) {
            return 0;
        }
    }

    /** Resident memory of this process in bytes; the heap's where the kernel does not say. */
    public static long residentBytes() {
        try {
            // Pages: size, resident, …
            String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
            return Long.parseLong(pages[1]) * PAGE_BYTES;
        } catch (IOException | NumberFormatException _) {
            return Runtime.getRuntime().totalMemory();
        }
    }
}
