package dev.onrush.runner.cpu;

import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much CPU time the JVM's compilers have taken: while they are at it, the code that they compile runs slowly, and so does all else on one core. */
public final class Compilers {
    private static final Path THREADS = Path.of("/proc/self/task");

    private Compilers() {}

    /**
     * CPU time of the compilers' threads in nanoseconds, since the process started; where the kernel does not tell, the time by the
     * clock of what they have finished.
     */
    public static long nanos() {
        long nanos = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                // The kernel keeps 15 characters: "C2 CompilerThre".
                String name = Files.readString(thread.resolve("comm"));
                if (name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler")) {
                    nanos += Long.parseLong(
                            Files.readString(thread.resolve("schedstat")).trim().split(" ")[0]);
                }
            }
            return nanos;
        } catch (IOException | NumberFormatException e) {
            return finished();
        }
    }

    private static long finished() {
        CompilationMXBean compilation = ManagementFactory.getCompilationMXBean();
        return compilation == null || !compilation.isCompilationTimeMonitoringSupported()
                ? 0
                : compilation.getTotalCompilationTime() * 1_000_000;
    }
}
