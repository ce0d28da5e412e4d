package dev.onrush.runner.cpu;

import dev.onrush.runner.platform.SchedulingPolicy;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How much CPU time the JVM's compilers have taken: while they are at it, the code that they compile runs slowly, and so does all else on one core.
 * It is asked for often while they are, so it is read in a way that leaves them little to compile. For one thread at a time.
 */
public final class Compilers {
    private static final File THREADS = new File("/proc/self/task");

    /** The kernel keeps 15 characters: "C2 CompilerThre". */
    private static final int NAME_LENGTH = 11;

    private static final Set<String> NAMES = Set.of("C1 Compiler", "C2 Compiler");

    /** Looked at once: a compiler that comes later is started by another one, and has its name from the beginning. */
    private final Set<String> others = new HashSet<>();

    private final Map<String, Long> nanos = new HashMap<>();
    private final byte[] read = new byte[64];

    /**
     * CPU time of the compilers' threads in nanoseconds, since the process started, of those that have ended as far as they were seen; where the
     * kernel does not tell, the time by the clock of what they have finished.
     */
    public long nanos() {
        String[] threads = THREADS.list();
        if (threads == null) {
            return finished();
        }
        for (String thread : threads) {
            look(thread);
        }
        long sum = 0;
        for (long each : nanos.values()) {
            sum += each;
        }
        return sum;
    }

    /** Whether they know from an AOT cache what is worth compiling: where they have to find out, a warm-up leaves them much to do. */
    public static boolean areTrained() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.startsWith("-XX:AOTCache="));
    }

    /** From now on they have what others leave of the core, and no more: {@link SchedulingPolicy#IDLE}. Cannot be taken back. */
    public void standBack() {
        nanos();
        for (String thread : nanos.keySet()) {
            SchedulingPolicy.IDLE.ofThread(Long.parseLong(thread));
        }
    }

    /** The CPU time of those that there are now, for who asks more often. */
    public ThreadClocks clocks() {
        nanos();
        return new ThreadClocks(nanos.keySet());
    }

    private void look(String thread) {
        if (others.contains(thread)) {
            return;
        }
        try {
            if (!nanos.containsKey(thread) && !NAMES.contains(start(thread, "/comm", NAME_LENGTH))) {
                others.add(thread);
            } else {
                String times = start(thread, "/schedstat", read.length);
                nanos.put(thread, Long.parseLong(times, 0, times.indexOf(' '), 10));
            }
        } catch (IOException | NumberFormatException _) {
            // It has just ended.
        }
    }

    private String start(String thread, String file, int most) throws IOException {
        try (InputStream in = new FileInputStream(THREADS.getPath() + '/' + thread + file)) {
            return new String(read, 0, Math.max(0, in.read(read, 0, most)), StandardCharsets.ISO_8859_1);
        }
    }

    private static long finished() {
        CompilationMXBean compilation = ManagementFactory.getCompilationMXBean();
        return compilation == null || !compilation.isCompilationTimeMonitoringSupported()
                ? 0
                : compilation.getTotalCompilationTime() * 1_000_000;
    }
}
