package dev.onrush.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which package may use which. */
class ArchitectureTest {
    private static final String RUNNER = "dev.onrush.runner.";
    private static final String CONTRACT = "dev.onrush.contract..";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.onrush");

    /** Each package of the runner with the others that it may use. */
    private static final Map<String, List<String>> EDGES = Map.ofEntries(
            Map.entry("blocking", List.of("code", "hooks", "http", "http1", "load", "loop", "stats")),
            Map.entry("bus", List.of()),
            Map.entry("code", List.of()),
            Map.entry("cpu", List.of("platform")),
            Map.entry("hooks", List.of("bus", "code")),
            Map.entry("html", List.of("report", "stats")),
            Map.entry("http", List.of("loop")),
            Map.entry("http1", List.of("http", "loop")),
            Map.entry("log", List.of()),
            Map.entry("loop", List.of("platform")),
            Map.entry("platform", List.of()),
            Map.entry("sample", List.of()),
            Map.entry("stats", List.of("bus")),
            Map.entry("plan", List.of("http")),
            Map.entry("program", List.of("http", "http1", "plan", "stats")),
            Map.entry("load", List.of("cpu", "http", "http1", "loop", "plan", "platform", "program", "stats")),
            Map.entry("report", List.of("plan", "stats")),
            Map.entry("worker", List.of("blocking", "bus", "code", "cpu", "hooks", "http", "load", "log", "platform")),
            Map.entry("master", List.of("bus", "code", "cpu", "hooks", "plan", "report", "stats")),
            Map.entry("session", List.of("bus", "code", "hooks", "master")),
            Map.entry("web", List.of("bus", "html", "log", "master", "report", "session")),
            Map.entry("local", List.of("bus", "code", "hooks", "html", "master", "report", "sample")),
            Map.entry(
                    "cli",
                    List.of(
                            "bus", "code", "hooks", "html", "local", "log", "loop", "master", "report", "sample",
                            "session", "web", "worker")));

    private static String[] packages(Collection<String> names) {
        return names.stream().map(name -> RUNNER + name + "..").toArray(String[]::new);
    }

    @Test
    void everyPackageIsKnown() {
        Set<String> found = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(RUNNER))
                .map(name -> name.substring(RUNNER.length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(EDGES.keySet()), found);
        assertTrue(CLASSES.contain("dev.onrush.contract.plan.Plan"), "the contract is looked at, too");
    }

    @Test
    void everyPackageIsInTheDocument() throws IOException {
        String page = Files.readString(Path.of("../../docs/architecture.md"));
        Set<String> missing = new TreeSet<>(EDGES.keySet());
        missing.removeIf(name -> page.contains("| `" + name + "` |"));
        assertEquals(Set.of(), missing);
    }

    static Set<String> packages() {
        return EDGES.keySet();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyWhatItMay(String name) {
        Set<String> others = new TreeSet<>(EDGES.keySet());
        others.remove(name);
        others.removeAll(EDGES.get(name));
        noClasses()
                .that()
                .resideInAPackage(RUNNER + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(others))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.onrush.runner.(*)..", "dev.onrush.contract.(*).."})
    void packagesHaveNoCycles(String packages) {
        slices().matching(packages).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theContractUsesNeitherTheRunnerNorTheNetwork() {
        noClasses()
                .that()
                .resideInAPackage(CONTRACT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.onrush.runner..", "io.vertx..", "io.netty..", "java.net.http..", "org.HdrHistogram..")
                .check(CLASSES);
    }

    /** Hosts' clocks may be hours apart: between them only durations count, by a clock that nobody sets. */
    @ParameterizedTest
    @ValueSource(strings = {"bus", "worker", "load", "loop", "http"})
    void whatTalksBetweenHostsReadsNoWallClock(String name) {
        noClasses()
                .that()
                .resideInAPackage(RUNNER + name + "..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Date.class)
                .check(CLASSES);
    }

    /** A library is used where it belongs, so that it can be replaced there. */
    @ParameterizedTest
    @CsvSource({
        "org.HdrHistogram.., stats report",
        "picocli.., cli",
        "com.networknt.., local",
        "io.netty.., http http1 loop",
        "io.vertx.ext.web.client.., http",
        "io.vertx.core.net.., bus http loop"
    })
    void aLibraryIsUsedOnlyWhereItBelongs(String library, String places) {
        Set<String> others = new TreeSet<>(EDGES.keySet());
        others.removeAll(Arrays.asList(places.split(" ")));
        noClasses()
                .that()
                .resideInAnyPackage(packages(others))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }
}
