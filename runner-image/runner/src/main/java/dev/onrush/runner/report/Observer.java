package dev.onrush.runner.report;

import dev.onrush.runner.stats.RequestNames;
import dev.onrush.runner.stats.RunStatistics;
import dev.onrush.runner.stats.Samples;
import dev.onrush.runner.stats.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Looks at a run's statistics about once a second, and so knows what they do not say by themselves: rates of the last seconds by
 * name, and when a failure was first and last seen. Used on the master's event loop.
 */
public final class Observer {
    /** Locust's current rates are of ten seconds, too. */
    private static final int WINDOW = 10;

    private static final int MAX_FOLLOWED = 5_000;

    private final RequestNames names;
    private final RunStatistics statistics;
    private final Deque<Look> looks = new ArrayDeque<>();
    private final Map<Kind, Seen> failures = new HashMap<>();

    /** Counts at one moment; those of a name at its number, the total's at the end. */
    private record Look(long nanos, long[] requests, long[] failures) {
        long requests(int name) {
            return name < requests.length - 1 ? requests[name] : 0;
        }

        long failures(int name) {
            return name < failures.length - 1 ? failures[name] : 0;
        }
    }

    private record Kind(int name, String error) {}

    private record Seen(long count, Instant first, Instant last) {}

    public Observer(RequestNames names, RunStatistics statistics) {
        this.names = names;
        this.statistics = statistics;
    }

    /**
     * To be called about once a second while users run.
     *
     * @param nanos of the master's clock, like {@link System#nanoTime}
     */
    public void look(long nanos, Instant now) {
        looks.addLast(take(nanos));
        if (looks.size() > WINDOW) {
            looks.removeFirst();
        }
        followFailures(now);
    }

    /** After the statistics were reset. */
    public void reset() {
        looks.clear();
        failures.clear();
    }

    /** @param measured how long */
    public Statistics statistics(Instant now, int users, Duration measured) {
        followFailures(now);
        double seconds = measured.toNanos() / 1e9;
        List<Statistics.Entry> entries = new ArrayList<>();
        for (int name : requested()) {
            RequestNames.Key key = names.get(name);
            entries.add(entry(key.method(), key.name(), statistics.of(name), seconds, name));
        }
        Statistics.Entry total = entry("", Statistics.AGGREGATED, statistics.total(), seconds, -1);
        return new Statistics(
                now.truncatedTo(ChronoUnit.MILLIS).toString(), users, rounded(seconds), entries, total, failures());
    }

    private List<Integer> requested() {
        return IntStream.range(0, names.size())
                .boxed()
                .filter(i -> statistics.of(i).requests() > 0)
                .sorted(Comparator.comparingLong(i -> -statistics.of(i).requests()))
                .toList();
    }

    private Statistics.Entry entry(String method, String name, Samples samples, double seconds, int number) {
        Times response = samples.response();
        Map<String, Double> percentiles = new LinkedHashMap<>();
        for (String percentile : Percentiles.NAMES) {
            percentiles.put(percentile, millis(response.percentile(Double.parseDouble(percentile))));
        }
        boolean none = samples.requests() == 0;
        return new Statistics.Entry(
                method,
                name,
                samples.requests(),
                samples.failures(),
                millis(response.percentile(50)),
                millis(response.mean()),
                none ? 0 : millis(response.min()),
                millis(response.max()),
                none ? 0 : rounded((double) samples.contentBytes() / samples.requests()),
                seconds == 0 ? 0 : rounded(samples.requests() / seconds),
                seconds == 0 ? 0 : rounded(samples.failures() / seconds),
                current(number, samples.requests(), false),
                current(number, samples.failures(), true),
                percentiles);
    }

    /** Per second, since the oldest look that is kept. */
    private double current(int name, long now, boolean failed) {
        Look oldest = looks.peekFirst();
        Look newest = looks.peekLast();
        if (oldest == null || newest == oldest) {
            return 0;
        }
        double seconds = (newest.nanos() - oldest.nanos()) / 1e9;
        if (name < 0) {
            long[] then = failed ? oldest.failures() : oldest.requests();
            long[] latest = failed ? newest.failures() : newest.requests();
            return rounded((last(latest) - last(then)) / seconds);
        }
        long then = failed ? oldest.failures(name) : oldest.requests(name);
        long latest = failed ? newest.failures(name) : newest.requests(name);
        return rounded((latest - then) / seconds);
    }

    private Look take(long nanos) {
        int size = names.size();
        long[] requests = new long[size + 1];
        long[] failed = new long[size + 1];
        for (int i = 0; i < size; i++) {
            requests[i] = statistics.of(i).requests();
            failed[i] = statistics.of(i).failures();
        }
        Samples total = statistics.total();
        requests[size] = total.requests();
        failed[size] = total.failures();
        return new Look(nanos, requests, failed);
    }

    private void followFailures(Instant now) {
        for (int name = 0; name < names.size(); name++) {
            int number = name;
            statistics.of(name).errors().forEach((error, count) -> {
                Kind kind = new Kind(number, error);
                Seen seen = failures.get(kind);
                if (seen == null && failures.size() < MAX_FOLLOWED) {
                    failures.put(kind, new Seen(count, now, now));
                } else if (seen != null && seen.count() != count) {
                    failures.put(kind, new Seen(count, seen.first(), now));
                }
            });
        }
    }

    private List<Statistics.Failure> failures() {
        List<Statistics.Failure> all = new ArrayList<>();
        for (int name = 0; name < names.size(); name++) {
            int number = name;
            RequestNames.Key key = names.get(name);
            statistics.of(name).errors().forEach((error, count) -> {
                Seen seen = failures.get(new Kind(number, error));
                all.add(new Statistics.Failure(
                        key.method(), key.name(), error, count, text(seen, true), text(seen, false)));
            });
        }
        all.sort(Comparator.comparingLong(failure -> -failure.occurrences()));
        return all;
    }

    private static String text(Seen seen, boolean first) {
        return seen == null
                ? null
                : (first ? seen.first() : seen.last())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString();
    }

    private static long last(long[] counts) {
        return counts[counts.length - 1];
    }

    private static double millis(double nanos) {
        return rounded(nanos / 1e6);
    }

    /** Three digits after the point say more than any measurement here knows. */
    private static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }
}
