package dev.onrush.runner.stats;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Samples of one request name: a histogram of response times with three significant digits from 1 ns to 1 h, and beside it the
 * exact count, sum, minimum and maximum. Not thread-safe.
 */
public final class Samples {
    /** Longer response times are counted as this, in nanoseconds; the exact maximum is kept beside. */
    public static final long HIGHEST = TimeUnit.HOURS.toNanos(1);

    static final int DIGITS = 3;

    /** Kinds of failure that are told apart under one name. */
    private static final int MAX_ERRORS = 50;

    private static final int MAX_ERROR_LENGTH = 300;
    private static final String OTHER = "other failures";

    private final Histogram histogram = new Histogram(1, HIGHEST, DIGITS);
    private final Map<String, Long> errors = new HashMap<>();
    private long requests;
    private long failures;
    private long sum;
    private long min = Long.MAX_VALUE;
    private long max;

    /**
     * Counts one request.
     *
     * @param nanos its response time
     * @param error what went wrong, or null
     */
    public void record(long nanos, String error) {
        long positive = Math.max(1, nanos);
        histogram.recordValue(Math.min(positive, HIGHEST));
        requests++;
        sum += positive;
        min = Math.min(min, positive);
        max = Math.max(max, positive);
        if (error != null) {
            failures++;
            count(error, 1);
        }
    }

    /** Adds all samples of another set. */
    public void add(Samples other) {
        histogram.add(other.histogram);
        add(other.requests, other.failures, other.sum, other.min, other.max);
        other.errors.forEach(this::count);
    }

    void add(long moreRequests, long moreFailures, long moreSum, long otherMin, long otherMax) {
        requests += moreRequests;
        failures += moreFailures;
        sum += moreSum;
        min = Math.min(min, otherMin);
        max = Math.max(max, otherMax);
    }

    void count(String error, long times) {
        // A failed check repeats what the plan expected, which may be as long as a page.
        String text = Texts.shortened(error, MAX_ERROR_LENGTH);
        String kind = errors.containsKey(text) || errors.size() < MAX_ERRORS ? text : OTHER;
        errors.merge(kind, times, Long::sum);
    }

    public void clear() {
        histogram.reset();
        errors.clear();
        requests = 0;
        failures = 0;
        sum = 0;
        min = Long.MAX_VALUE;
        max = 0;
    }

    public Histogram histogram() {
        return histogram;
    }

    public long requests() {
        return requests;
    }

    public long failures() {
        return failures;
    }

    public Map<String, Long> errors() {
        return errors;
    }

    /** Sum of all response times in nanoseconds. */
    public long sum() {
        return sum;
    }

    /** The shortest response time in nanoseconds; {@link Long#MAX_VALUE} without a sample. */
    public long min() {
        return min;
    }

    /** The longest response time in nanoseconds; 0 without a sample. */
    public long max() {
        return max;
    }

    /** The average response time in nanoseconds; 0 without a sample. */
    public double mean() {
        return requests == 0 ? 0 : (double) sum / requests;
    }

    /**
     * A response time in nanoseconds that this percentage of the samples do not exceed: the histogram's highest equivalent value,
     * and never more than the exact maximum.
     *
     * @param percentile above 0, at most 100
     */
    public long percentile(double percentile) {
        return requests == 0 ? 0 : Math.min(max, histogram.getValueAtPercentile(percentile));
    }
}
