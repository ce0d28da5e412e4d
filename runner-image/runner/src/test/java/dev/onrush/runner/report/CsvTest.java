package dev.onrush.runner.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.stats.Phase;
import dev.onrush.runner.stats.RequestNames;
import dev.onrush.runner.stats.RunStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvTest {
    private static final String PERCENTILES = "50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%";

    @Test
    void theColumnsAreLocusts() {
        Statistics statistics = statistics("/a", "boom");
        assertEquals(
                "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,"
                        + "Max Response Time,Average Content Size,Requests/s,Failures/s," + PERCENTILES,
                line(Csv.stats(statistics), 0));
        assertEquals(
                "Timestamp,User Count,Type,Name,Requests/s,Failures/s," + PERCENTILES
                        + ",Total Request Count,Total Failure Count,Total Median Response Time,Total Average Response Time,"
                        + "Total Min Response Time,Total Max Response Time,Total Average Content Size",
                line(Csv.historyHeader(), 0));
        assertEquals("Method,Name,Error,Occurrences,First Seen,Last Seen", line(Csv.failures(statistics), 0));
        assertEquals("Count,Message,Traceback,Nodes", line(Csv.exceptions(List.of()), 0));
    }

    @Test
    void eachNameHasARowAndTheTotalIsLast() {
        String csv = Csv.stats(statistics("/a", "boom"));
        assertEquals(
                "GET,/a,10,2,1.5,2.25,1,9.125,120.5,5,1,1.5,1.5,1.5,1.5,1.5,1.5,1.5,1.5,1.5,1.5,9.125", line(csv, 1));
        assertTrue(line(csv, 2).startsWith(",Aggregated,10,2,"), csv);
    }

    @Test
    void historyHasTheTotalAndOnWishEveryName() {
        Statistics statistics = statistics("/a", "boom");
        assertEquals(1, Csv.history(statistics, false).lines().count());
        assertEquals(2, Csv.history(statistics, true).lines().count());
        assertEquals(
                "1790000000,7,,Aggregated,6,2,1.5,1.5,1.5,1.5,1.5,1.5,1.5,1.5,1.5,1.5,9.125,10,2,1.5,2.25,1,9.125,120.5",
                line(Csv.history(statistics, false), 0));
    }

    @Test
    void whatATargetSaysIsQuotedAndIsNoFormula() {
        String csv = Csv.failures(statistics("=cmd|' /C calc'!A0", "a \"b\", c\nd"));
        assertTrue(csv.contains(",'=cmd|' /C calc'!A0,"), csv);
        assertTrue(csv.contains("\"a \"\"b\"\", c\nd\""), csv);
    }

    @Test
    void withoutARequestPercentilesAreNotNumbers() {
        Statistics statistics =
                new Observer(new RequestNames(), new RunStatistics()).statistics(Instant.EPOCH, 0, Duration.ZERO);
        assertEquals(",Aggregated,0,0,0,0,0,0,0,0,0" + ",N/A".repeat(11), line(Csv.stats(statistics), 1));
    }

    @Test
    void theTableHasEveryNameAndTheFailures() {
        String table = StatsTable.summary(statistics("/a\u001b[2J", "boom"));
        assertTrue(table.contains("/a?[2J"), table);
        assertTrue(table.contains("2(20.00%)"), table);
        assertTrue(table.contains("Aggregated") && table.contains("boom"), table);
    }

    private static String line(String text, int index) {
        return text.lines().toList().get(index);
    }

    @Test
    void eachClosedIntervalHasARowWithPercentilesOfItsOwn() {
        String csv = Csv.intervals(List.of(point(3, 4.5, true), point(null, null, true), point(5, 6.5, false)));
        assertEquals(
                "Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,95%,99%,Request Count,Failure Count,"
                        + "Unfinished Count,Seconds,Phase,Complete",
                line(csv, 0));
        assertEquals("1790000000,3,,Aggregated,12,2,1.5,4.5,9,12,2,1,1,steady,true", line(csv, 1));
        assertEquals("1790000000,N/A,,Aggregated,12,2,1.5,N/A,9,12,2,1,1,steady,true", line(csv, 2));
        assertEquals(3, csv.lines().count(), "one that is open has no row yet");
    }

    private static History.Point point(Integer users, Double p95Millis, boolean closed) {
        return Points.point(20, 1, Phase.STEADY, users, p95Millis, closed);
    }

    private static Statistics statistics(String name, String error) {
        Map<String, Double> percentiles = new LinkedHashMap<>();
        for (String percentile : PERCENTILES.replace("%", "").split(",")) {
            percentiles.put(percentile, percentile.equals("100") ? 9.125 : 1.5);
        }
        return new Statistics(
                Instant.ofEpochSecond(1_790_000_000).toString(),
                7,
                2,
                List.of(entry("GET", name, percentiles)),
                entry("", Statistics.AGGREGATED, percentiles),
                List.of(new Statistics.Failure("GET", name, error, 2, "2026-09-21T14:13:20Z", "2026-09-21T14:13:21Z")));
    }

    private static Statistics.Entry entry(String method, String name, Map<String, Double> percentiles) {
        return new Statistics.Entry(method, name, 10, 2, 1.5, 2.25, 1, 9.125, 120.5, 5, 1, 6, 2, percentiles);
    }
}
