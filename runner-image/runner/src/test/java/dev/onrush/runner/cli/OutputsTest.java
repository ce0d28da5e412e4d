package dev.onrush.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onrush.runner.sample.SampleTarget;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves behind, from the program as a person starts it. */
class OutputsTest {
    private final Vertx vertx = Vertx.vertx();
    private final SampleTarget target = new SampleTarget("127.0.0.1", 0);

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        vertx.deployVerticle(target).await();
        Files.writeString(directory.resolve("plan.yaml"), """
                users:
                  - name: Reader
                    weight: 3
                    waitTime: 20ms
                    tasks:
                      - {name: read, steps: [{get: /products}]}
                      - {name: miss, weight: 3, steps: [{get: /nothing}]}
                  - {name: Buyer, waitTime: 20ms, tasks: [{name: look, steps: [{get: /products/1}]}]}
                """);
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void allFilesAreWrittenAndAgree() throws Exception {
        try (Program program = run(
                "--csv out/shop --csv-full-history --html report-{u}-{r}-{t}.html --json --json-file out/stats.json --logfile out/log.txt --only-summary")) {
            assertEquals(1, program.exitCode(), "failures are an error, as with Locust; " + program.error());
            JsonNode printed = new ObjectMapper().readTree(program.output());
            assertEquals(printed, new ObjectMapper().readTree(Files.readString(directory.resolve("out/stats.json"))));
            assertEquals(target.requests(), printed.at("/total/requests").asLong());
            assertTrue(printed.at("/total/averageContentBytes").asDouble() > 1, program.output());
            List<String> stats = lines("out/shop_stats.csv");
            assertEquals(5, stats.size(), "a header, three names and all together: " + stats);
            String total = stats.getLast();
            assertEquals(
                    printed.at("/total/requests").asText() + ","
                            + printed.at("/total/failures").asText(),
                    total.split(",")[2] + "," + total.split(",")[3]);
            assertTrue(lines("out/shop_stats_history.csv").size() > 4);
            assertTrue(lines("out/shop_intervals.csv").size() > 2);
            List<String> failures = lines("out/shop_failures.csv");
            assertEquals(2, failures.size());
            assertTrue(failures.getLast().startsWith("GET,/nothing,"), failures.getLast());
            assertEquals(1, lines("out/shop_exceptions.csv").size());
            String page = Files.readString(directory.resolve("report-3-10-5s.html"));
            assertTrue(page.contains("/products/1") && page.contains("polyline"), page);
            assertTrue(Files.readString(directory.resolve("out/log.txt")).contains("INFO"));
            assertTrue(!program.error().contains("INFO"), program.error());
            assertEquals(1, occurrences(program.error(), "# reqs"), "one table, at the end: " + program.error());
        }
    }

    @Test
    void aTableIsPrintedEveryTwoSecondsAndTheExitCodeCanBeChosen() throws Exception {
        try (Program program = run("--exit-code-on-error 7 -L warning")) {
            assertEquals(7, program.exitCode(), program.error());
            assertTrue(occurrences(program.error(), "# reqs") > 1, program.error());
            assertTrue(program.error().contains("/nothing"), program.error());
            assertTrue(!program.error().contains("INFO"), program.error());
        }
    }

    @Test
    void whereThereAreThresholdsTheyDecide() throws Exception {
        try (Program program = run("--threshold http.failureRatio<99%")) {
            assertEquals(0, program.exitCode(), program.error());
        }
    }

    @Test
    void statisticsCanBeginWhenUsersAreSpawned() throws Exception {
        try (Program program = run("--reset-stats --json -r 2")) {
            program.exitCode();
            long counted = new ObjectMapper()
                    .readTree(program.output())
                    .at("/total/requests")
                    .asLong();
            assertTrue(
                    counted > 0 && counted < target.requests(),
                    counted + " of " + target.requests() + ": those of the ramp are not counted");
        }
    }

    @Test
    void filesThatCannotBeWrittenAreNamedBeforeTheTest() throws Exception {
        Files.writeString(directory.resolve("file"), "not a directory");
        try (Program program = run("--csv file/shop")) {
            assertEquals(2, program.exitCode());
            assertTrue(program.error().contains("file"), program.error());
        }
    }

    @Test
    void classesAndRatiosAreShownWithoutARun() throws Exception {
        try (Program program = Program.start(directory, "-f", "plan.yaml", "--list")) {
            assertEquals(0, program.exitCode(), program.error());
            assertEquals(List.of("Reader", "Buyer"), program.output().lines().toList());
        }
        try (Program program = Program.start(directory, "-f", "plan.yaml", "--show-task-ratio")) {
            assertEquals(0, program.exitCode(), program.error());
            assertTrue(program.output().contains("75.0%  Reader"), program.output());
            assertTrue(program.output().contains("75.0%  miss (56.3% of all)"), program.output());
        }
        try (Program program = Program.start(directory, "-f", "plan.yaml", "--show-task-ratio-json")) {
            assertEquals(0, program.exitCode(), program.error());
            JsonNode ratios = new ObjectMapper().readTree(program.output());
            assertEquals("Reader", ratios.at("/0/name").asText());
            assertEquals(0.5625, ratios.at("/0/tasks/1/total").asDouble());
        }
        List<String> chosen =
                shown("--config-users", "{\"user_class_name\": \"Buyer\", \"weight\": 9}", "--equal-weights", "Buyer");
        assertTrue(chosen.contains("   0.0%  Reader") && chosen.contains(" 100.0%  Buyer"), chosen.toString());
        assertTrue(shown("--equal-weights").contains("          50.0%  read (25.0% of all)"));
        try (Program program = Program.start(directory, "-f", "plan.yaml", "--list", "Nobody")) {
            assertEquals(2, program.exitCode());
            assertTrue(program.error().contains("Nobody: is none of the plan's user classes"), program.error());
        }
        assertEquals(0, target.requests());
    }

    private List<String> shown(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-f", "plan.yaml", "--show-task-ratio"));
        arguments.addAll(List.of(more));
        try (Program program = Program.start(directory, arguments.toArray(String[]::new))) {
            assertEquals(0, program.exitCode(), program.error());
            return program.output().lines().toList();
        }
    }

    private Program run(String more) throws IOException {
        String common = "-f plan.yaml --headless -u 3 -t 5s -H http://127.0.0.1:" + target.port();
        String rate = more.contains("-r ") ? "" : " -r 10";
        return Program.start(
                directory,
                Arrays.stream((common + rate + " " + more).split(" ")).toArray(String[]::new));
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(directory.resolve(file));
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
