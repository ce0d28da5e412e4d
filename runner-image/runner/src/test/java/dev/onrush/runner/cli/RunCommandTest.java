package dev.onrush.runner.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code onrush run} as a person uses it. */
class RunCommandTest {
    @TempDir
    private Path directory;

    @Test
    void aRunThatPassesEndsWithTheStatusAndZero() throws Exception {
        try (Program program = run("3s", "http.failureRatio < 1%")) {
            assertEquals(0, program.exitCode(), program.error());
            JsonNode status = status(program);
            assertEquals("Succeeded", status.path("phase").asText());
            assertTrue(status.path("verdict").asText().startsWith("Passed"), program.output());
            assertTrue(status.at("/results/requests").asLong() > 10);
            assertTrue(program.error().contains("users") && program.error().contains("requests/s"), program.error());
            assertPage(named(program, "# report: "), named(program, "# page: "));
        }
    }

    /** What a run leaves as a page is what is made of its report later. */
    private void assertPage(Path report, Path page) throws Exception {
        try (Program program = Program.start(directory, "report", report.toString(), "-o", "again.html")) {
            assertEquals(0, program.exitCode(), program.error());
        }
        assertEquals(Files.readString(page), Files.readString(directory.resolve("again.html")));
        assertTrue(Files.readString(page).contains("/products"), page::toString);
        try (Program program = Program.start(directory, "report", page.toString())) {
            assertEquals(2, program.exitCode());
            assertTrue(program.error().contains(page + ":1: expected a report as JSON"), program.error());
        }
    }

    private Path named(Program program, String prefix) {
        return program.output()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> directory.resolve(line.substring(prefix.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aThresholdThatFailsEndsWithOneAndWhatWasObserved() throws Exception {
        try (Program program = run("2s", "http.latency.max < 1ns")) {
            assertEquals(1, program.exitCode(), program.error());
            JsonNode status = status(program);
            assertEquals("Failed", status.path("phase").asText());
            assertEquals("Failed", status.at("/thresholds/0/result").asText());
            assertTrue(status.at("/thresholds/0/observed").asText().matches("[0-9.]+m?s.*"), program.output());
        }
    }

    @Test
    void ctrlCStopsTheUsersKeepsWhatWasMeasuredAndPrintsTheResult() throws Exception {
        try (Program program = run("10m", "http.failureRatio < 1%")) {
            await().atMost(Duration.ofSeconds(90))
                    .until(() ->
                            program.error().lines().anyMatch(line -> line.matches("Running.* [1-9]\\d* requests .*")));
            program.interrupt();
            assertEquals(0, program.exitCode(), program.error());
            JsonNode status = status(program);
            assertEquals("Succeeded", status.path("phase").asText());
            assertTrue(status.at("/results/requests").asLong() > 0);
            assertTrue(program.output().contains("interrupted"));
            assertEquals(0, status.at("/workers/missing").asInt());
        }
    }

    @Test
    void aBadFileEndsWithTwoAndNamesLineAndField() throws Exception {
        Files.writeString(directory.resolve("bad.yaml"), loadTest("soon", "http.latency.p95 < fast"));
        try (Program program = Program.start(directory, "run", "bad.yaml")) {
            assertEquals(2, program.exitCode());
            assertTrue(program.error().contains("bad.yaml:10: spec.load.runTime"), program.error());
        }
    }

    @Test
    void aPortThatIsTakenEndsWithTwoAndSaysSo() throws Exception {
        Path file = Files.writeString(directory.resolve("loadtest.yaml"), loadTest("2s", "http.requests > 0"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Program program = Program.start(
                        directory,
                        "run",
                        file.toString(),
                        "--master-bind-port",
                        Integer.toString(taken.getLocalPort()))) {
            assertEquals(2, program.exitCode());
            assertTrue(program.error().contains("in use"), program.error());
        }
    }

    private Program run(String runTime, String threshold) throws Exception {
        Files.writeString(directory.resolve("loadtest.yaml"), loadTest(runTime, threshold));
        return Program.start(directory, "run", "loadtest.yaml", "--master-bind-port", "0");
    }

    private static JsonNode status(Program program) throws Exception {
        return new YAMLMapper().readTree(program.output()).path("status");
    }

    private static String loadTest(String runTime, String threshold) {
        return """
                apiVersion: onrush.dev/v1
                kind: LoadTest
                metadata:
                  name: shop
                  annotations:
                    onrush.dev/local-target: sample
                spec:
                  target: http://replaced.test
                  load:
                    {users: 4, runTime: %s}
                  workers: {cores: 2}
                  thresholds: ["%s"]
                  plan:
                    inline: |
                      users: [{name: A, waitTime: 20ms, tasks: [{name: t, steps: [{get: /products}]}]}]
                """.formatted(runTime, threshold);
    }
}
