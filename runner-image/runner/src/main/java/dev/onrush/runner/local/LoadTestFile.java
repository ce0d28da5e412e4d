package dev.onrush.runner.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Lines;
import dev.onrush.contract.input.Located;
import dev.onrush.contract.input.Problem;
import dev.onrush.contract.input.YamlDocuments;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.TagSelection;
import dev.onrush.contract.run.PlanSource;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.contract.run.RunSpec;
import dev.onrush.contract.run.RunSpecReader;
import dev.onrush.runner.code.LoadedPlan;
import dev.onrush.runner.code.PlanLoader;
import dev.onrush.runner.code.PlanSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A LoadTest from a file, checked in full, with its plan.
 *
 * @param settings values of the plan's own options
 * @param localTarget the annotation that names the sample target which stands in for {@code spec.target} on this machine
 */
public record LoadTestFile(
        String name, RunDefinition definition, LoadedPlan plan, PlanSettings settings, Optional<String> localTarget) {
    /** Names the target to start when the LoadTest runs without a cluster. */
    public static final String LOCAL_TARGET = "onrush.dev/local-target";

    /** The one target that there is. */
    public static final String SAMPLE = "sample";

    /** The plan's own files. */
    public PlanFiles planFiles() {
        return plan.files();
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final String API_VERSION = "onrush.dev/v1";

    /**
     * Reads the one LoadTest in a file, and its plan from the file's text or the manifests beside it.
     *
     * @throws InvalidInputException with everything that is wrong with the LoadTest, or else with the plan
     */
    public static LoadTestFile read(Path file) throws InvalidInputException, IOException {
        return read(file, Optional.empty());
    }

    /**
     * The same with a plan of this machine.
     *
     * @param plan a file or directory, instead of what {@code spec.plan} names
     */
    public static LoadTestFile read(Path file, Optional<Path> plan) throws InvalidInputException, IOException {
        String source = file.toString();
        List<Located> loadTests = YamlDocuments.read(source, Files.readString(file)).stream()
                .filter(LoadTestFile::isLoadTest)
                .toList();
        if (loadTests.size() != 1) {
            throw problem(
                    source,
                    0,
                    "",
                    "expected one document with apiVersion " + API_VERSION + " and kind LoadTest, found "
                            + loadTests.size());
        }
        return read(
                source,
                loadTests.getFirst(),
                new Manifests(file.toAbsolutePath().getParent()),
                plan);
    }

    /** True for a document that claims to be a LoadTest. */
    public static boolean isLoadTest(Located document) {
        return document.toJson().path("kind").asText().equals("LoadTest");
    }

    private static LoadTestFile read(String source, Located document, Manifests manifests, Optional<Path> own)
            throws InvalidInputException, IOException {
        LoadTestSchema.load().check(source, document);
        JsonNode json = document.toJson();
        if (!json.path("apiVersion").asText().equals(API_VERSION)) {
            throw problem(source, Lines.of(document, "apiVersion"), "apiVersion", "expected " + API_VERSION);
        }
        String name = json.at("/metadata/name").asText();
        if (name.length() > 52 || !NAME.matcher(name).matches()) {
            throw problem(
                    source,
                    Lines.of(document, "metadata.name"),
                    "metadata.name",
                    "expected a name of 1 to 52 characters: lower-case letters, digits and -, with a letter first");
        }
        RunSpec spec = spec(source, json.path("spec"));
        RunDefinition definition = RunSpecReader.read(spec, source, field -> Lines.of(document, field));
        Optional<String> local = Optional.of(json.path("metadata")
                        .path("annotations")
                        .path(LOCAL_TARGET)
                        .asText())
                .filter(text -> !text.isEmpty());
        if (local.isPresent() && !local.get().equals(SAMPLE)) {
            throw problem(
                    source,
                    Lines.of(document, "metadata.annotations"),
                    "metadata.annotations",
                    "expected " + LOCAL_TARGET + ": " + SAMPLE);
        }
        PlanFiles named = own.isPresent()
                ? PlanPath.read(own.get(), spec.plan().entry())
                : planFiles(source, document, spec.plan(), manifests);
        PlanFiles planFiles = named.choosing(selection(json.path("spec")));
        LoadedPlan plan = PlanLoader.load(planFiles);
        return new LoadTestFile(name, definition, plan, settings(source, document, spec.plan(), plan), local);
    }

    private static PlanSettings settings(String source, Located document, PlanSource from, LoadedPlan plan)
            throws InvalidInputException {
        PlanSettings settings = PlanSettings.of(from);
        try {
            settings.options(source, plan);
            return settings;
        } catch (InvalidInputException e) {
            throw new InvalidInputException(e.problems().stream()
                    .map(problem -> option(source, document, problem))
                    .toList());
        }
    }

    private static Problem option(String source, Located document, Problem problem) {
        String field = "spec.plan.options." + problem.field().replaceFirst("^--", "");
        return new Problem(source, Lines.of(document, field), field, problem.message());
    }

    private static TagSelection selection(JsonNode spec) {
        return new TagSelection(texts(spec.path("tags")), texts(spec.path("excludeTags")));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static RunSpec spec(String source, JsonNode spec) throws InvalidInputException {
        try {
            return JSON.treeToValue(spec, RunSpec.class);
        } catch (JsonProcessingException e) {
            throw problem(source, 0, "spec", e.getOriginalMessage());
        }
    }

    private static PlanFiles planFiles(String source, Located document, PlanSource plan, Manifests manifests)
            throws InvalidInputException, IOException {
        if (plan.inline() != null) {
            String entry = plan.entry() == null ? PlanFiles.DEFAULT_ENTRY : plan.entry();
            return PlanFiles.of(
                    "spec.plan.inline", Map.of(entry, plan.inline().getBytes(StandardCharsets.UTF_8)), plan.entry());
        }
        if (plan.path() != null) {
            Path path = Path.of(plan.path());
            if (!Files.isReadable(path)) {
                throw problem(
                        source,
                        Lines.of(document, "spec.plan.path"),
                        "spec.plan.path",
                        "expected the file or directory \"" + path
                                + "\" on this machine; in a cluster it is in spec.image; -f says where it is here");
            }
            return PlanPath.read(path, plan.entry());
        }
        String name = plan.configMap().name();
        Map<String, byte[]> data = manifests
                .configMap(name)
                .orElseThrow(() -> problem(
                        source,
                        Lines.of(document, "spec.plan.configMap.name"),
                        "spec.plan.configMap.name",
                        "expected a ConfigMap \"" + name + "\" in a manifest beside this file"));
        return PlanFiles.of("ConfigMap " + name, data, plan.entry());
    }

    private static InvalidInputException problem(String source, int line, String field, String message) {
        return new InvalidInputException(new Problem(source, line, field, message));
    }
}
