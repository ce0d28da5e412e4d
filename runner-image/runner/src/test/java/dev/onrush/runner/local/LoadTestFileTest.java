package dev.onrush.runner.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.run.LoadShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTestFileTest {
    private static final Path QUICKSTART = Path.of("../../deploy/examples/quickstart/loadtest.yaml");
    private static final String VALID = """
            apiVersion: onrush.dev/v1
            kind: LoadTest
            metadata:
              name: test
            spec:
              plan:
                configMap: {name: test-plan}
              target: http://shop
              load:
                users: 1
                runTime: 1s
              thresholds:
                - http.requests > 0
            """;
    private static final String PLAN = "users: [{name: A, tasks: [{name: t, steps: [get: /]}]}]";

    @TempDir
    private Path directory;

    @BeforeEach
    void plan() throws IOException {
        Files.writeString(directory.resolve("plan.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: test-plan}
                data:
                  plan.yaml: "%s"
                  broken.yaml: "users: []"
                """.formatted(PLAN));
        Files.writeString(directory.resolve("template.yaml"), "{{ this is no YAML");
    }

    private LoadTestFile read(String yaml) throws IOException, InvalidInputException {
        return LoadTestFile.read(Files.writeString(directory.resolve("loadtest.yaml"), yaml));
    }

    @Test
    void theQuickstartIsRead() throws IOException, InvalidInputException {
        LoadTestFile test = LoadTestFile.read(QUICKSTART);
        assertEquals("quickstart", test.name());
        assertEquals(
                new LoadShape.Ramp(50, 25, Duration.ofSeconds(30)),
                test.definition().shape());
        assertEquals(2, test.definition().workers());
        assertEquals(4, test.definition().thresholds().size());
        assertEquals(2, test.plan().classes().size());
        assertEquals("plan.yaml", test.planFiles().entry());
        assertEquals(Optional.of("sample"), test.localTarget());
    }

    @Test
    void aLoadTestIsFoundAmongOtherDocumentsAndItsPlanBesideIt() throws IOException, InvalidInputException {
        LoadTestFile test = read("---\nkind: Namespace\n---\n" + VALID + "---\n");
        assertEquals("test", test.name());
        assertEquals(Optional.empty(), test.localTarget());
        assertEquals("A", test.plan().classes().getFirst().name());
    }

    @Test
    void aPlanMayBeInline() throws IOException, InvalidInputException {
        LoadTestFile test = read(VALID.replace("configMap: {name: test-plan}", "inline: \"" + PLAN + "\""));
        assertEquals("plan.yaml", test.planFiles().entry());
    }

    @Test
    void aPlanOfAnImageIsReadWhereThisMachineHasIt() throws IOException, InvalidInputException {
        Path plan = Files.writeString(directory.resolve("elsewhere.yaml"), PLAN);
        String there = VALID.replace("configMap: {name: test-plan}", "path: " + plan);
        assertEquals("elsewhere.yaml", read(there).planFiles().entry());
        String elsewhere = VALID.replace("configMap: {name: test-plan}", "path: /nowhere/plan.yaml");
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> read(elsewhere));
        assertEquals("spec.plan.path", e.problems().getFirst().field());
        assertEquals(7, e.problems().getFirst().line());
        assertTrue(e.getMessage().contains("-f says where it is here"), e.getMessage());
        Path file = Files.writeString(directory.resolve("loadtest.yaml"), elsewhere);
        assertEquals(
                "elsewhere.yaml",
                LoadTestFile.read(file, Optional.of(plan)).planFiles().entry());
    }

    @Test
    void aPlansOwnOptionsAreChecked() throws IOException, InvalidInputException {
        String plan = VALID.replace("configMap: {name: test-plan}", """
                entry: Digging.java
                    options:
                      depth: "7"
                    inline: |
                      import dev.onrush.api.*;
                      public final class Digging implements Plan {
                          @Override
                          public void define(PlanBuilder plan) {
                              plan.events().initCommandLineParser(
                                      options -> options.add(Option.number("depth", 3, "How deep.")));
                              plan.user("A", User::new).task("dig", user -> {});
                          }
                      }""");
        assertEquals("7", read(plan).settings().given().get("depth"));
        InvalidInputException unknown =
                assertThrows(InvalidInputException.class, () -> read(plan.replace("depth: \"7\"", "deep: \"7\"")));
        assertEquals("spec.plan.options.deep", unknown.problems().getFirst().field());
        assertEquals(9, unknown.problems().getFirst().line());
        assertTrue(unknown.getMessage().contains("which has [depth]"), unknown.getMessage());
        InvalidInputException wrong =
                assertThrows(InvalidInputException.class, () -> read(plan.replace("\"7\"", "\"seven\"")));
        assertTrue(wrong.getMessage().contains("cannot be \"seven\""), wrong.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "\"2.5\""})
    void aSpawnRateIsAWholeNumberOrAText(String rate) throws IOException, InvalidInputException {
        assertEquals(
                1,
                read(VALID.replace("users: 1", "users: 1\n    spawnRate: " + rate))
                        .definition()
                        .shape()
                        .peak());
    }

    /** What is replaced, by what, and where the mistake is then reported. */
    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of("onrush.dev/v1", "onrush.dev/v2", 1, "apiVersion", "expected onrush.dev/v1"),
                Arguments.of("kind: LoadTest", "kind: LoadTests", 0, "", "expected one document"),
                Arguments.of(
                        "name: test\n", "name: " + "x".repeat(53) + "\n", 4, "metadata.name", "1 to 52 characters"),
                Arguments.of("name: test\n", "name: ../../test\n", 4, "metadata.name", "lower-case letters"),
                Arguments.of("name: test\n", "name: 5k\n", 4, "metadata.name", "a letter first"),
                Arguments.of("name: test\n", "name: shop.v2\n", 4, "metadata.name", "digits and -"),
                Arguments.of("name: test\n", "labels: {}\n", 4, "metadata.name", "1 to 52 characters"),
                Arguments.of("target:", "tarGet:", 8, "spec.tarGet", "does not allow additional properties"),
                Arguments.of("  target: http://shop\n", "", 6, "spec.target", "required property 'target' not found"),
                Arguments.of("http://shop", "shop", 8, "spec.target", "regex pattern"),
                Arguments.of("http://shop", "http://my shop", 8, "spec.target", "expected a base URL"),
                Arguments.of("users: 1", "users: many", 10, "spec.load.users", "integer expected"),
                Arguments.of("users: 1", "users: 0", 10, "spec.load.users", "minimum value of 1"),
                Arguments.of("runTime: 1s", "runTime: 1 day", 11, "spec.load.runTime", "regex pattern"),
                Arguments.of("runTime: 1s", "runTime: 721h", 11, "spec.load.runTime", "at most 720h"),
                Arguments.of("runTime: 1s", "spawnRate: 1", 10, "spec.load.runTime", "is required with load.users"),
                Arguments.of("users: 1", "users: 1\n    spawnRate: 2.5", 11, "spec.load.spawnRate", "expected"),
                Arguments.of("users: 1", "users: 1\n    spawnRate: fast", 11, "spec.load.spawnRate", "found \"fast\""),
                Arguments.of(
                        "users: 1",
                        "users: 1\n    stages: [{users: 1, duration: 1s}]",
                        10,
                        "spec.load",
                        "exactly one of"),
                Arguments.of(
                        "users: 1\n    runTime: 1s",
                        "stages:\n      - users: 1",
                        11,
                        "spec.load.stages[0].duration",
                        "required"),
                Arguments.of("http.requests > 0", "latency < 1s", 13, "spec.thresholds[0]", "expected one of"),
                Arguments.of("name: test-plan", "name: other", 7, "spec.plan.configMap.name", "in a manifest beside"),
                Arguments.of("configMap: {name: test-plan}", "entry: x", 7, "spec.plan", "exactly one of"),
                Arguments.of(
                        "{name: test-plan}", "{name: test-plan}\n    entry: x.yaml", 0, "plan.entry", "found [broken"),
                Arguments.of(
                        "{name: test-plan}", "{name: test-plan}\n    entry: broken.yaml", 1, "users", "at least one"),
                Arguments.of(
                        "name: test\n",
                        "name: test\n  annotations: {onrush.dev/local-target: shop}\n",
                        5,
                        "metadata.annotations",
                        "local-target: sample"),
                Arguments.of("spec:", "spec: {}\nmore:", 7, "more", "additional properties"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void anInvalidLoadTestIsRefusedWithFieldLineAndReason(
            String replaced, String by, int line, String field, String message) {
        String yaml = VALID.replace(replaced, by);
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> read(yaml));
        assertTrue(
                refused.problems().stream()
                        .anyMatch(p -> p.line() == line
                                && p.field().equals(field)
                                && p.message().contains(message)),
                refused::getMessage);
    }

    @Test
    void everyProblemOfTheSchemaIsFoundAtOnce() {
        String yaml = VALID.replace("users: 1", "users: 0").replace("target:", "goal:");
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> read(yaml));
        assertEquals(
                List.of("spec.target", "spec.goal", "spec.load.users"),
                refused.problems().stream().map(p -> p.field()).toList());
    }

    @Test
    void aFileThatIsNotThereIsNoInputProblem() {
        assertThrows(IOException.class, () -> LoadTestFile.read(directory.resolve("none.yaml")));
    }
}
