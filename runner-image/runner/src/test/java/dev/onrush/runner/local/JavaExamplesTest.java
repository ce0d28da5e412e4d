package dev.onrush.runner.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.NamedResults;
import dev.onrush.contract.report.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example of a plan in Java is run as {@code onrush run} does: a master, worker processes, the sample target. */
class JavaExamplesTest {
    private static final Path EXAMPLES =
            Path.of("../../deploy/examples/java").toAbsolutePath().normalize();

    @TempDir
    private Path reports;

    static List<String> examples() throws IOException {
        try (Stream<Path> all = Files.list(EXAMPLES)) {
            return all.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void runsAndPasses(String name) throws Exception {
        RunSummary summary = run(name);
        assertTrue(summary.passed(), summary::toString);
        assertTrue(summary.results().requests() > 0, summary::toString);
        switch (name) {
            case "messages" -> everyWorkerReceivedTheUsers();
            case "task-sets" -> tasksWithinTasksAreAllReached(summary);
            case "control" -> assertTrue(summary.message().contains("seen enough"), summary.message());
            case "shape" -> assertEquals(15, summary.results().users());
            default -> {}
        }
    }

    @Test
    void aPlanThatAnImageBringsRunsFromItsSourceWithTheLoadTestsOptions() throws Exception {
        Path example = EXAMPLES.resolveSibling("plan-in-image");
        RunSummary summary =
                run(LoadTestFile.read(example.resolve("loadtest.yaml"), Optional.of(example.resolve("src"))));
        assertTrue(summary.passed(), summary::toString);
        assertTrue(
                summary.results().byName().stream().anyMatch(row -> row.name().equals("/products/5")),
                "the plan's own default is 3: " + summary);
    }

    private static void tasksWithinTasksAreAllReached(RunSummary summary) {
        Set<String> names = summary.results().byName().stream()
                .map(NamedResults::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(
                names.containsAll(Set.of("enter", "read", "leave", "1. cart", "2. address, twice", "3. pay", "detail")),
                names::toString);
    }

    private void everyWorkerReceivedTheUsers() throws IOException {
        try (Stream<Path> files = Files.walk(reports)) {
            List<Path> logs = files.filter(file -> file.getFileName().toString().startsWith("worker-"))
                    .toList();
            assertEquals(2, logs.size());
            for (Path log : logs) {
                assertTrue(Files.readString(log).contains("User User3 received"), Files.readString(log));
            }
        }
    }

    private RunSummary run(String name) throws Exception {
        return run(LoadTestFile.read(EXAMPLES.resolve(name).resolve("loadtest.yaml")));
    }

    private RunSummary run(LoadTestFile test) throws Exception {
        try (LocalRun run = LocalRun.start(test, reports, 0)) {
            RunSummary summary = run.await(_ -> {});
            if (!test.name().equals("custom-client") && !test.name().equals("java-custom-client")) {
                assertEquals(run.sample().requests(), summary.results().requests());
            }
            return summary;
        }
    }
}
