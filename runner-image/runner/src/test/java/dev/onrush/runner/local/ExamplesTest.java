package dev.onrush.runner.local;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Located;
import dev.onrush.contract.input.YamlDocuments;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.PlanReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the repository shows people works as it is shown. */
class ExamplesTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern BLOCK =
            Pattern.compile("^( *)```ya?ml[^\\n]*\\n(.*?)^ *```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern PLAN = Pattern.compile("^users:\\s", Pattern.MULTILINE);
    private static final Pattern CONFIG_MAP = Pattern.compile("configMap:\\s*(\\{\\s*)?name:\\s*([-a-z0-9.]+)");

    @TempDir
    private Path directory;

    @TestFactory
    List<DynamicTest> everyExampleIsValid() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : files(ROOT.resolve("deploy/examples"), ".yaml")) {
            if (isLoadTest(Files.readString(file))) {
                tests.add(dynamicTest(ROOT.relativize(file).toString(), () -> LoadTestFile.read(file, source(file))));
            }
        }
        for (Path file : files(ROOT.resolve("runner-image/benchmarks/plans"), ".yaml")) {
            String plan = Files.readString(file);
            tests.add(dynamicTest(ROOT.relativize(file).toString(), () -> readPlan(plan)));
        }
        assertFalse(tests.isEmpty());
        return tests;
    }

    /** What is in an image elsewhere is beside the LoadTest here, as its source. */
    private static Optional<Path> source(Path loadTest) {
        return Optional.of(loadTest.resolveSibling("src")).filter(Files::isDirectory);
    }

    @TestFactory
    Stream<DynamicTest> everyBlockInTheDocumentationIsValid() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        List<Path> pages = new ArrayList<>(files(ROOT.resolve("docs"), ".md"));
        pages.add(ROOT.resolve("README.md"));
        for (Path page : pages.stream().filter(Files::exists).toList()) {
            String text = Files.readString(page);
            for (MatchResult block : BLOCK.matcher(text).results().toList()) {
                String yaml = block.group(2).replaceAll("(?m)^" + block.group(1), "");
                long line = text.substring(0, block.start()).lines().count() + 1;
                test(ROOT.relativize(page) + ":" + line, yaml).ifPresent(tests::add);
            }
        }
        return tests.stream();
    }

    private Optional<DynamicTest> test(String name, String yaml) {
        if (isLoadTest(yaml)) {
            return Optional.of(dynamicTest(name, () -> readLoadTest(yaml)));
        }
        return PLAN.matcher(yaml).find() ? Optional.of(dynamicTest(name, () -> readPlan(yaml))) : Optional.empty();
    }

    private static boolean isLoadTest(String yaml) {
        return Pattern.compile("^kind: LoadTest$", Pattern.MULTILINE)
                .matcher(yaml)
                .find();
    }

    /** The ConfigMap that a page's LoadTest names is in the block itself, or stands elsewhere and is given here. */
    private void readLoadTest(String yaml) throws IOException, InvalidInputException {
        List<String> written = new ArrayList<>();
        for (Located document : YamlDocuments.read("block", yaml)) {
            written.add(document.toJson().at("/metadata/name").asText());
        }
        CONFIG_MAP
                .matcher(yaml)
                .results()
                .map(found -> found.group(2))
                .filter(name -> !written.contains(name))
                .findFirst()
                .ifPresent(this::giveConfigMap);
        LoadTestFile.read(Files.writeString(directory.resolve("block.yaml"), yaml));
    }

    private void giveConfigMap(String name) {
        try {
            Files.writeString(directory.resolve("plan.yaml"), """
                    kind: ConfigMap
                    metadata: {name: %s}
                    data: {plan.yaml: "users: [{name: A, tasks: [{name: t, steps: [get: /]}]}]"}
                    """.formatted(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void readPlan(String yaml) throws InvalidInputException {
        PlanReader.read(PlanFiles.of("block", Map.of("plan.yaml", yaml.getBytes(StandardCharsets.UTF_8)), null));
    }

    private static List<Path> files(Path directory, String suffix) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    @Test
    void aBlockThatIsWrongIsNoticed() {
        assertTrue(test("x", "users: []\n").isPresent());
        assertTrue(test("x", "a: b\n").isEmpty());
        assertTrue(isLoadTest("apiVersion: onrush.dev/v1\nkind: LoadTest\n"));
    }
}
