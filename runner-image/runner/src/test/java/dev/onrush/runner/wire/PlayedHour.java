package dev.onrush.runner.wire;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Some time of a run, played as fast as the master takes the reports: each worker has one for each second, and none is far ahead of the slowest. */
final class PlayedHour {
    private static final int AHEAD = 5;

    private final long seconds;
    private final List<PlayedWorker> workers;

    PlayedHour(long seconds, List<PlayedWorker> workers) {
        this.seconds = seconds;
        this.workers = workers;
    }

    /** A worker has begun, or its report has arrived. */
    void goOn() {
        long slowest =
                workers.stream().mapToLong(PlayedWorker::acknowledged).min().orElseThrow();
        for (PlayedWorker worker : workers) {
            if (worker.isIdle() && worker.sent() < Math.min(seconds, slowest + AHEAD)) {
                worker.report(false);
            }
        }
    }

    /** Where in the run a report is. @param sequence from 1 */
    static long elapsed(long sequence) {
        return TimeUnit.SECONDS.toNanos(sequence);
    }
}
