package dev.onrush.runner.load;

import dev.onrush.runner.platform.Niceness;
import dev.onrush.runner.platform.SchedulingPolicy;
import dev.onrush.runner.platform.TimeSlice;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The thread on which reports are written out, one after the other. It is nicer than the load's, with which it may share a core: what it has to do can wait for a
 * moment, and a start cannot.
 */
final class ReportWriter implements Executor, AutoCloseable {
    /**
     * As nice as can be: a seventieth of what the load's thread gets where both want all of a core. What the kernel owes it is paid within microseconds then, and only
     * when nothing is owed does a thread that wakes up interrupt it.
     */
    private static final int NICE = 19;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            work -> Thread.ofPlatform().name("report-writer").daemon().unstarted(() -> {
                Niceness.ofThisThread(NICE);
                // It is given something while the load's thread runs, and would interrupt it there and then.
                SchedulingPolicy.BATCH.ofThisThread();
                // Nor is it left to go on for a while once it has begun.
                TimeSlice.lengthen();
                work.run();
            }));

    /** Runs something after all that was given before. */
    @Override
    public void execute(Runnable work) {
        thread.execute(work);
    }

    /** What was given is still done. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
