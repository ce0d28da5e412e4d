package dev.onrush.runner.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.report.ErrorCount;
import dev.onrush.contract.report.NamedResults;
import dev.onrush.contract.report.Results;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.ThresholdResult;
import dev.onrush.contract.report.ThresholdResult.Outcome;
import dev.onrush.contract.report.WorkerCounts;
import dev.onrush.contract.threshold.InvalidThresholdException;
import dev.onrush.contract.threshold.Threshold;
import dev.onrush.runner.plan.Plans;
import dev.onrush.runner.stats.Delta;
import dev.onrush.runner.stats.RequestNames;
import dev.onrush.runner.stats.RunStatistics;
import dev.onrush.runner.stats.Samples;
import dev.onrush.runner.stats.WorkerNames;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportBuilderTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.5Z");
    private static final long TEN_SECONDS = 10_000_000_000L;

    private RequestNames names;
    private RunStatistics statistics;

    /** GET /a 100 times in 1 to 100 ms, POST /a 50 times in 1 s of which 5 failed, GET /b never. */
    @BeforeEach
    void measure() throws InvalidInputException {
        names = RequestNames.of(
                Plans.read("users: [{name: A, tasks: [{name: t, steps: [get: /a, post: /a, get: /b]}]}]"));
        statistics = new RunStatistics();
        Samples gets = new Samples();
        for (int i = 1; i <= 100; i++) {
            gets.record(i * 1_000_000L, null);
        }
        Samples posts = new Samples();
        for (int i = 0; i < 50; i++) {
            posts.record(1_000_000_000L, i < 4 ? "timeout" : i < 5 ? "status 500" : null);
        }
        Delta delta = new Delta(names.size(), List.of(), new TreeMap<>(Map.of(0, gets, 1, posts)), 7);
        statistics.add(delta, new WorkerNames(names), 0);
    }

    private static ReportBuilder.Facts facts(RunState state, Instant start) {
        return new ReportBuilder.Facts(
                "run-1",
                "hash",
                null,
                state,
                "Reason",
                "message",
                start,
                state.isFinal() ? START.plusSeconds(10) : null,
                new WorkerCounts(2, 2, 0),
                List.of(),
                12,
                0,
                TEN_SECONDS,
                99.5);
    }

    private ReportBuilder builder(RunState state, Instant start, String... thresholds)
            throws InvalidThresholdException {
        Threshold[] parsed = new Threshold[thresholds.length];
        for (int i = 0; i < thresholds.length; i++) {
            parsed[i] = Threshold.parse(thresholds[i]);
        }
        return new ReportBuilder(facts(state, start), List.of(parsed), names, statistics);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http.requests > 149 | 150 | Passed",
                "http.requests{name=/a} >= 150 | 150 | Passed",
                "http.requests > 150 | 150 | Failed",
                "http.failures < 5 | 5 | Failed",
                "http.failureRatio < 3.4% | 3.33% | Passed",
                "http.failureRatio < 0.033 | 3.33% | Failed",
                "http.requestsPerSecond >= 15 | 15 | Passed",
                "http.latency.min >= 1ms | 1ms | Passed",
                "http.latency.max <= 1s | 1s | Passed",
                "http.latency.mean < 367ms | 367ms | Failed",
                "http.latency.mean <= 367ms | 367ms | Passed",
                "http.latency.p50 < 80ms | 75.04ms | Passed",
                "http.latency.p95{name=/a} < 999ms | 1s | Failed",
                "http.requests{name=/b} <= 0 | no sample | Failed",
                "http.failureRatio{name=/b} < 100% | no sample | Failed",
                "http.latency.p95{name=/unknown} < 1h | no sample | Failed"
            })
    void aThresholdIsHeldAgainstWhatWasObserved(String expression, String observed, Outcome outcome)
            throws InvalidThresholdException {
        assertEquals(
                List.of(new ThresholdResult(expression, observed, outcome)),
                builder(RunState.Finished, START, expression).summary().thresholds());
    }

    @Test
    void aRunWithoutAnyRequestFailsItsThresholdsAndHasNoLatency() throws InvalidThresholdException {
        statistics = new RunStatistics();
        RunSummary summary =
                builder(RunState.Finished, START, "http.failures <= 0").summary();
        assertEquals("no sample", summary.thresholds().getFirst().observed());
        assertEquals(false, summary.passed());
        assertNull(summary.results().latency());
        assertEquals("0%", summary.results().failureRatio());
    }

    @Test
    void aRunThatNeverBeganHasNoResults() throws InvalidThresholdException {
        RunSummary summary = builder(RunState.Error, null, "http.requests > 1").summary();
        assertNull(summary.results());
        assertNull(summary.thresholds());
        assertNull(summary.startTime());
        assertEquals("2026-01-01T00:00:10.500Z", summary.completionTime());
    }

    @Test
    void totalsAreOfTheWholeRun() throws InvalidThresholdException {
        Results results = builder(RunState.Finished, START).summary().results();
        assertEquals(150L, results.requests());
        assertEquals(5L, results.failures());
        assertEquals("3.33%", results.failureRatio());
        assertEquals("15", results.requestsPerSecond());
        assertEquals(12, results.users());
        assertEquals(7L, results.aborted());
        assertNull(results.unaccounted());
        assertEquals("1ms", results.latency().min());
        assertEquals("1s", results.latency().p95());
    }

    @Test
    void whileItRunsTheRateIsTheCurrentOne() throws InvalidThresholdException {
        assertEquals(
                "99.5", builder(RunState.Running, START).summary().results().requestsPerSecond());
    }

    @Test
    void theMostRequestedNamesAndTheMostFrequentFailuresComeFirst() throws InvalidThresholdException {
        Results results = builder(RunState.Finished, START).summary().results();
        assertEquals(
                List.of("GET", "POST"),
                results.byName().stream().map(NamedResults::method).toList());
        assertEquals(
                List.of(new ErrorCount("/a", "timeout", 4L), new ErrorCount("/a", "status 500", 1L)), results.errors());
    }

    @Test
    void aReportsHistogramsCanBeMergedAgain() throws InvalidThresholdException, DataFormatException {
        Report report = builder(RunState.Finished, START).report();
        assertEquals(2, report.names().size());
        Report.Name posts = report.names().get(1);
        Histogram histogram = Histogram.decodeFromCompressedByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(posts.histogram())), 1);
        assertEquals(50, histogram.getTotalCount());
        assertEquals(1_000_000_000L, posts.percentiles().get("99.9"));
        assertEquals(1_000_000_000L, posts.percentiles().get("100"));
    }

    @Test
    void aStatusReadsAsYaml() throws InvalidThresholdException {
        RunSummary summary =
                builder(RunState.Finished, START, "http.requests > 1").summary();
        String yaml = StatusText.yaml(StatusText.status(summary, START));
        assertTrue(yaml.startsWith("status:\n  phase: Succeeded\n  verdict: Passed\n  runId: run-1\n"), yaml);
        assertTrue(yaml.contains("\n      p95: 1s\n"), yaml);
        assertTrue(yaml.contains("requestsPerSecond: \"15\"\n"), "a text remains a text, as kubectl shows it");
    }
}
