package dev.onrush.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.runner.code.PlanLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages for whoever comes from Locust say nothing that is not so. */
class ParityTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void everyOptionOfTheTableIsThere() throws Exception {
        List<String> missing = new ArrayList<>();
        for (List<String> row : rows()) {
            if (!row.get(1).startsWith("not there")) {
                codes(row.get(1))
                        .filter(code -> code.matches("--[a-z-]+"))
                        .filter(code -> Onrush.commandLine().getCommandSpec().findOption(code) == null)
                        .forEach(missing::add);
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void whatIsSaidToBeAbsentIsAbsent() throws Exception {
        for (List<String> row : rows()) {
            if (row.get(1).startsWith("not there")) {
                codes(row.get(0))
                        .forEach(code -> assertEquals(
                                null, Onrush.commandLine().getCommandSpec().findOption(code), code));
                assertTrue(row.get(1).contains(":"), "the table says why: " + row.get(1));
                assertEquals("", row.get(2).strip(), "what is not there has no mode");
            }
        }
    }

    @Test
    void everyTestOfTheTableIsThereAndEveryRowThatIsThereHasOne() throws Exception {
        Set<String> tests = tests();
        for (List<String> row : rows()) {
            List<String> named = codes(row.get(3)).toList();
            assertTrue(
                    named.stream().allMatch(test -> tests.contains(test) || isScript(test)),
                    "none of these may be missing: " + named);
            if (!row.get(1).startsWith("not there")) {
                assertTrue(!named.isEmpty(), row.toString());
                assertTrue(row.get(2).matches("[LHCK]( [LHCK])*"), "modes of " + row);
            }
        }
    }

    @Test
    void everyOptionOfLocustsIsInTheTable() throws Exception {
        // locust/argument_parser.py, 2.46.3, without those that only say that they were renamed.
        List<String> locusts = Stream.of(
                        ("-f --config -H --host -u --users -r --spawn-rate -t --run-time -l --list --config-users"
                                        + " --web-host -P --web-port --web-base-path --headless --autostart --autoquit --web-login --tls-cert"
                                        + " --tls-key --class-picker --master --master-bind-host --master-bind-port --expect-workers"
                                        + " --expect-workers-max-wait --enable-rebalancing --worker --processes --master-host --master-port"
                                        + " -T --tags -E --exclude-tags --csv --csv-full-history --print-stats --only-summary --reset-stats"
                                        + " --html --json --json-file -L --loglevel --logfile --skip-log-setup --show-task-ratio"
                                        + " --show-task-ratio-json --exit-code-on-error -s --stop-timeout --equal-weights --profile --otel")
                                .split(" "))
                .toList();
        Set<String> named =
                rows().stream().flatMap(row -> codes(row.get(0))).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                List.of(),
                locusts.stream().filter(option -> !named.contains(option)).toList());
    }

    @Test
    void thePlansForComparisonAreRight() throws Exception {
        String page = Files.readString(ROOT.resolve("docs/coming-from-locust.md"));
        load("plan.yaml", block(page, "<!-- plan -->\n```yaml\n"));
        load("Visitors.java", block(page, "<!-- Visitors.java -->\n```java\n"));
        String example = Files.readString(ROOT.resolve("deploy/examples/java/messages/TestUsers.java"));
        String shown = block(page, "it was written after:\n\n```java\n");
        assertTrue(
                example.replaceAll("\\s+", " ")
                        .contains(shown.replaceAll("\\s+", " ").strip()),
                "the page shows what is in the example");
    }

    private static void load(String name, String text) throws Exception {
        assertEquals(
                List.of("Visitor"),
                PlanLoader.load(PlanFiles.of(name, Map.of(name, text.getBytes(StandardCharsets.UTF_8)), name))
                        .classes()
                        .stream()
                        .map(userClass -> userClass.name())
                        .toList());
    }

    private static String block(String page, String before) {
        int start = page.indexOf(before);
        assertTrue(start >= 0, before);
        start += before.length();
        return page.substring(start, page.indexOf("```", start));
    }

    /** The table's rows without their headers: Locust, Onrush, modes, tests. */
    private static List<List<String>> rows() throws IOException {
        List<List<String>> rows = Files.readAllLines(ROOT.resolve("docs/reference/locust-parity.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Locust |"))
                .map(line -> List.of(line.substring(2).split(" ?\\| ?", -1)))
                .toList();
        assertTrue(rows.size() > 60);
        rows.forEach(row -> assertTrue(row.size() >= 4, row.toString()));
        return rows;
    }

    private static Stream<String> codes(String cell) {
        return CODE.matcher(cell).results().map((MatchResult match) -> match.group(1));
    }

    private static boolean isScript(String name) {
        return name.endsWith(".sh") && Files.isExecutable(ROOT.resolve(name));
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("runner-image"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
