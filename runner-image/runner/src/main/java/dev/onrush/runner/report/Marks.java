package dev.onrush.runner.report;

import dev.onrush.runner.stats.Phase;
import java.time.Instant;

/** What is known of a run's time beside what was measured. Times are in nanoseconds of the run's clock. */
public interface Marks {
    /** When the run's clock started; null before. */
    Instant start();

    /** Until when there is a course to show: now, or when the users' time was over. */
    long end();

    /** No request that was due before this time is still to be told of, by a worker that takes part. */
    boolean isClosed(long time);

    /** Whether nothing is missing of what was due between two times: no worker was lost with what it did then. */
    boolean isComplete(long from, long to);

    /** @param moving whether users were seen to be started or stopped between the two times */
    Phase phase(long from, long to, boolean moving);
}
