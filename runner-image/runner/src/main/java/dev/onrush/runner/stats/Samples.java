package dev.onrush.runner.stats;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured under one request name: response times (from when a request was due) and service times (from when it was sent),
 * each as it was seen and as little as it can have been, and what failed. Not thread-safe.
 */
public final class Samples {
    /** Longer times are counted together, in nanoseconds; the exact maximum is kept beside. */
    public static final long HIGHEST = Buckets.HIGHEST;

    /** Kinds of failure that are told apart under one name. */
    private static final int MAX_ERRORS = 50;

    private static final int MAX_ERROR_LENGTH = 300;
    private static final String OTHER = "other failures";

    private final Times response = new Times();
    private final Times leastResponse = new Times();
    private final Times service = new Times();
    private final Times leastService = new Times();
    private final Times unfinished = new Times();
    private final Map<String, Long> errors = new HashMap<>();
    private long failures;
    private long contentBytes;

    /**
     * Counts a request that got an answer or failed.
     *
     * @param responseNanos from when it was due to when its end was noticed
     * @param leastResponseNanos the same without what this generator may have added
     * @param serviceNanos from when it was sent
     * @param leastServiceNanos the same without what this generator may have added
     * @param error what went wrong, or null
     */
    public void record(
            long responseNanos, long leastResponseNanos, long serviceNanos, long leastServiceNanos, String error) {
        // A clock that did not move in between still means that time passed.
        response.record(Math.max(1, responseNanos));
        leastResponse.record(Math.min(leastResponseNanos, responseNanos));
        service.record(Math.max(1, serviceNanos));
        leastService.record(Math.min(leastServiceNanos, serviceNanos));
        if (error != null) {
            failures++;
            count(error, 1);
        }
    }

    /** Counts a request whose times are known exactly. */
    public void record(long nanos, String error) {
        record(nanos, nanos, nanos, nanos, error);
    }

    /** Counts a request that did not end. @param ageNanos how long it had taken by then, at least */
    public void unfinished(long ageNanos) {
        unfinished.record(ageNanos);
    }

    /** Counts what an answer's body had. */
    public void received(long bytes) {
        contentBytes += bytes;
    }

    /** Adds all samples of another set. */
    public void add(Samples other) {
        response.add(other.response);
        leastResponse.add(other.leastResponse);
        service.add(other.service);
        leastService.add(other.leastService);
        unfinished.add(other.unfinished);
        failures += other.failures;
        contentBytes += other.contentBytes;
        other.errors.forEach(this::count);
    }

    void failed(long times) {
        failures += times;
    }

    void count(String error, long times) {
        // A failed check repeats what the plan expected, which may be as long as a page.
        String text = Texts.shortened(error, MAX_ERROR_LENGTH);
        String kind = errors.containsKey(text) || errors.size() < MAX_ERRORS ? text : OTHER;
        errors.merge(kind, times, Long::sum);
    }

    void clear() {
        all().forEach(Times::clear);
        errors.clear();
        failures = 0;
        contentBytes = 0;
    }

    boolean isEmpty() {
        return requests() == 0 && unfinished.count() == 0;
    }

    /** In the order in which they travel; all but the last have as many durations as there are requests. */
    List<Times> all() {
        return List.of(response, leastResponse, service, leastService, unfinished);
    }

    /** Requests that got an answer or failed. */
    public long requests() {
        return response.count();
    }

    public long failures() {
        return failures;
    }

    /** Bytes of the bodies of all answers, as they were sent. */
    public long contentBytes() {
        return contentBytes;
    }

    public Map<String, Long> errors() {
        return errors;
    }

    /** Response times as they were seen. */
    public Times response() {
        return response;
    }

    /** Service times as they were seen. */
    public Times service() {
        return service;
    }

    /** Ages of requests that did not end. */
    public Times unfinished() {
        return unfinished;
    }

    /** Response times from both sides. */
    public Bracket responseBracket() {
        return responseBracket(0);
    }

    /** @param unknown more requests, of which nothing at all is known */
    public Bracket responseBracket(long unknown) {
        if (unknown == 0) {
            return new Bracket(response, leastResponse, unfinished);
        }
        Times ages = ageless(unknown);
        ages.add(unfinished);
        return new Bracket(response, leastResponse, ages);
    }

    /** Service times from both sides. */
    public Bracket serviceBracket() {
        return serviceBracket(0);
    }

    /** @param unknown more requests, of which nothing at all is known */
    public Bracket serviceBracket(long unknown) {
        // A request that did not end may not have been sent, either.
        return new Bracket(service, leastService, ageless(unfinished.count() + unknown));
    }

    private static Times ageless(long requests) {
        Times ages = new Times();
        if (requests > 0) {
            ages.counts().add(0, requests);
            ages.note(0, 0, 0);
        }
        return ages;
    }
}
