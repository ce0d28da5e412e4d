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
import dev.onrush.contract.report.RunSummary.Distrust;
import dev.onrush.contract.report.ThresholdResult;
import dev.onrush.contract.report.ThresholdResult.Outcome;
import dev.onrush.contract.report.WorkerCounts;
import dev.onrush.contract.threshold.InvalidThresholdException;
import dev.onrush.contract.threshold.Threshold;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.plan.Plans;
import dev.onrush.runner.stats.Cutter;
import dev.onrush.runner.stats.DeltaReader;
import dev.onrush.runner.stats.Recorder;
import dev.onrush.runner.stats.RequestNames;
import dev.onrush.runner.stats.RunStatistics;
import dev.onrush.runner.stats.WorkerNames;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
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
    private Recorder recorder;

    /** GET /a 100 times in 1 to 100 ms, POST /a 50 times in 1 s of which 5 failed, GET /b never. */
    @BeforeEach
    void measure() throws InvalidInputException, ProtocolException {
        names = RequestNames.of(
                Plans.read("users: [{name: A, tasks: [{name: t, steps: [get: /a, post: /a, get: /b]}]}]"));
        recorder = new Recorder(names);
        for (int i = 1; i <= 100; i++) {
            record(0, i * 1_000_000L, i * 1_000_000L, null);
        }
        for (int i = 0; i < 50; i++) {
            record(1, 1_000_000_000L, 1_000_000_000L, i < 4 ? "timeout" : i < 5 ? "status 500" : null);
        }
        statistics = new RunStatistics();
        add();
    }

    /** @param least the response time at the least; the service time is half of either */
    private void record(int name, long nanos, long least, String error) {
        recorder.record(name, 0, nanos / 2, nanos / 2, nanos, nanos / 2 + least / 2, (nanos - least) / 2, error);
    }

    private void add() throws ProtocolException {
        WorkerNames worker = new WorkerNames(names);
        statistics.add(new DeltaReader().read(Payload.of(Cutter.cut(recorder)), worker), worker, 0);
    }

    private static ReportBuilder.Facts facts(RunState state, Instant start) {
        return facts(state, start, List.of(), 0, null);
    }

    private static ReportBuilder.Facts facts(
            RunState state, Instant start, List<Distrust> untrusted, long unaccounted, Arrivals arrivals) {
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
                untrusted,
                12,
                unaccounted,
                TEN_SECONDS,
                99.5,
                arrivals);
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
                List.of(new ThresholdResult(expression, observed, outcome, outcome != Outcome.Undecided)),
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
        assertEquals(0L, results.aborted());
        assertNull(results.unaccounted());
        assertEquals("1ms", results.latency().min());
        assertEquals("1s", results.latency().p95());
        assertEquals("999.8ms", results.latencyLowerBound().p95());
        assertEquals("500ms", results.serviceTime().p95());
    }

    @Test
    void whatNeverEndedIsNotLeftOut() throws InvalidThresholdException, ProtocolException {
        for (int i = 0; i < 50; i++) {
            recorder.abort(0, 0, 2_000_000_000L, 0);
        }
        add();
        String[] thresholds = {
            "http.latency.p50 < 1.5s",
            "http.latency.p90 < 1.5s",
            "http.latency.p90 < 3s",
            "http.latency.max{name=/b} < 3s",
            "http.latency.mean < 1s",
            "http.requests >= 150",
            "http.failures <= 5"
        };
        RunSummary summary = builder(RunState.Finished, START, thresholds).summary();
        assertEquals(50L, summary.results().aborted());
        assertEquals(150L, summary.results().requests(), "they are no completed requests");
        assertEquals("unknown", summary.results().latency().p90());
        assertEquals("2s", summary.results().latencyLowerBound().max());
        assertEquals(
                List.of(
                        new ThresholdResult(thresholds[0], "100ms", Outcome.Passed, true),
                        new ThresholdResult(thresholds[1], "at least 2s", Outcome.Failed, true),
                        new ThresholdResult(thresholds[2], "at least 2s", Outcome.Undecided, false),
                        new ThresholdResult(thresholds[3], "no sample", Outcome.Failed, true),
                        new ThresholdResult(thresholds[4], "at least 775.3ms", Outcome.Undecided, false),
                        new ThresholdResult(thresholds[5], "150", Outcome.Passed, true),
                        new ThresholdResult(thresholds[6], "5", Outcome.Passed, true)),
                summary.thresholds());
        assertEquals(false, summary.passed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http.latency.max{name=/b} < 3s | 2s [1s, 2s] | Passed",
                "http.latency.max{name=/b} <= 2s | 2s [1s, 2s] | Passed",
                "http.latency.max{name=/b} < 2s | 2s [1s, 2s] | Undecided",
                "http.latency.max{name=/b} <= 1s | 2s [1s, 2s] | Undecided",
                "http.latency.max{name=/b} < 1s | 2s [1s, 2s] | Failed",
                "http.latency.p95{name=/b} > 900ms | 2s [1s, 2s] | Passed",
                "http.latency.p95{name=/b} > 1.5s | 2s [1s, 2s] | Undecided",
                "http.latency.p95{name=/b} > 3s | 2s [1s, 2s] | Failed",
                "http.service.max{name=/b} < 1.5s | 1s [500ms, 1s] | Passed",
                "http.service.mean{name=/b} < 600ms | 1s [500ms, 1s] | Undecided",
                "http.service.p50{name=/b} < 400ms | 1s [500ms, 1s] | Failed"
            })
    void aLimitBetweenTheBoundsIsUndecided(String expression, String observed, Outcome outcome)
            throws InvalidThresholdException, ProtocolException {
        record(2, 2_000_000_000L, 1_000_000_000L, null);
        add();
        assertEquals(
                List.of(new ThresholdResult(expression, observed, outcome, outcome != Outcome.Undecided)),
                builder(RunState.Finished, START, expression).summary().thresholds());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http.requests >= 150 | [150, 250] | Passed",
                "http.requests >= 200 | [150, 250] | Undecided",
                "http.requests >= 251 | [150, 250] | Failed",
                "http.failures <= 104 | [5, 105] | Undecided",
                "http.failureRatio < 43% | [2%, 42%] | Passed",
                "http.failureRatio < 10% | [2%, 42%] | Undecided",
                "http.requestsPerSecond >= 15 | [15, 25] | Passed",
                "http.requestsPerSecond >= 16 | [15, 25] | Undecided",
                "http.latency.max <= 1h | at least 1s | Undecided",
                "http.latency.max < 900ms | at least 1s | Failed",
                "http.latency.p50 <= 1s | 1s [24.99ms, 1s] | Passed",
                "http.service.p99 < 10s | at least 499.9ms | Undecided"
            })
    void requestsOfALostWorkerMayHaveBeenAnything(String expression, String observed, Outcome outcome)
            throws InvalidThresholdException {
        ReportBuilder.Facts facts = facts(RunState.Finished, START, List.of(), 100, null);
        ThresholdResult result = new ReportBuilder(facts, List.of(Threshold.parse(expression)), names, statistics)
                .summary()
                .thresholds()
                .getFirst();
        assertEquals(new ThresholdResult(expression, observed, outcome, outcome != Outcome.Undecided), result);
    }

    @ParameterizedTest
    @CsvSource({
        "http.latency.max < 2s, WorkersLost, false, false",
        "http.latency.max < 900ms, WorkersLost, false, true",
        "http.requests > 1, WorkersLost, false, true",
        "http.requests > 1000, WorkersLost, false, false",
        "http.latency.max < 2s, WorkerCpuSaturated, false, false",
        "http.latency.max < 2s, WorkerCpuSaturated, true, true",
        "http.latency.max < 2s, ArrivalRateNotReached, true, false",
        "http.latency.max < 900ms, ArrivalRateNotReached, true, true",
        "http.latency.p50{name=/nothing} < 1s, ArrivalRateNotReached, true, false"
    })
    void aResultIsTrustworthyWhereMoreLoadWouldNotChangeIt(
            String expression, String reason, boolean openModel, boolean trustworthy) throws InvalidThresholdException {
        ReportBuilder.Facts facts = facts(
                RunState.Finished,
                START,
                List.of(new Distrust(reason, "why")),
                0,
                openModel ? new Arrivals(10, 100, false) : null);
        assertEquals(
                trustworthy,
                new ReportBuilder(facts, List.of(Threshold.parse(expression)), names, statistics)
                        .summary()
                        .thresholds()
                        .getFirst()
                        .trustworthy());
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
                ByteBuffer.wrap(Base64.getDecoder().decode(posts.responseTime().histogram())), 1);
        assertEquals(50, histogram.getTotalCount());
        assertEquals(1_000_000_000L, posts.responseTime().percentiles().get("99.9"));
        assertEquals(1_000_000_000L, posts.responseTime().percentiles().get("100"));
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
