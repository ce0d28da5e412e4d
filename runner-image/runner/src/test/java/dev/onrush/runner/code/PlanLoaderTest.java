package dev.onrush.runner.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.api.Plan;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.TagSelection;
import dev.onrush.contract.plan.UserClass;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans in Java, from sources and jars to their definition, and what is said of those that are wrong. */
class PlanLoaderTest {
    private static final String DEFINE =
            "    public void define(PlanBuilder plan) { plan.user(\"A\", HttpUser::new).task(\"t\", u -> {}); }";

    @Test
    void whatThePlanSaysOfItsClassesIsWhatDispatchKnows() throws Exception {
        LoadedPlan plan = PlanLoader.load(JavaPlans.shop("""
                public void define(PlanBuilder plan) {
                    plan.user("Visitor", HttpUser::new).weight(3).task("browse", u -> {});
                    plan.user("Admin", User::new).fixedCount(2).task("look", u -> {});
                }
                """));
        List<UserClass> classes = plan.classes();
        assertEquals(
                List.of("Visitor", "Admin"),
                classes.stream().map(UserClass::name).toList());
        assertEquals(3, classes.getFirst().weight());
        assertEquals(2, classes.getLast().fixedCount());
    }

    /** Tags of a set are those of its tasks, too; a Markov set stays whole. */
    @Test
    void tagsChooseTasksOfNestedSetsAndClassesWithoutAnyGo() throws Exception {
        PlanFiles files = JavaPlans.shop("""
                public void define(PlanBuilder plan) {
                    plan.user("Visitor", User::new)
                            .task("free", u -> {})
                            .taskSet("shop", set -> set.task("look", u -> {}, "read").task("buy", u -> {}, "write"), "shop");
                    plan.user("Admin", User::new).task("edit", u -> {}, "write");
                }
                """);
        assertEquals(
                List.of("Visitor: shop/look"), leaves(files.choosing(new TagSelection(List.of("read"), List.of()))));
        assertEquals(
                List.of("Visitor: shop/look", "Visitor: shop/buy"),
                leaves(files.choosing(new TagSelection(List.of("shop"), List.of()))));
        assertEquals(
                List.of("Visitor: free", "Visitor: shop/look"),
                leaves(files.choosing(new TagSelection(List.of(), List.of("write")))));
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> PlanLoader.load(files.choosing(new TagSelection(List.of("none"), List.of()))));
        assertTrue(e.getMessage().contains("expected a task that is left with tags none"), e::getMessage);
    }

    private static List<String> leaves(PlanFiles files) throws InvalidInputException {
        List<String> leaves = new ArrayList<>();
        JavaPlans.load(files)
                .classes()
                .forEach(codedClass -> codedClass.root().children().forEach(node -> {
                    String at = codedClass.name() + ": " + node.name();
                    if (node instanceof TaskNode.Group<?> group) {
                        group.children().forEach(child -> leaves.add(at + "/" + child.name()));
                    } else {
                        leaves.add(at);
                    }
                }));
        return leaves;
    }

    @Test
    void severalFilesAreCompiledTogetherAndTheEntrySaysWhichIsThePlan() throws Exception {
        Map<String, String> texts = Map.of(
                "Shop.java",
                "package shop; import dev.onrush.api.*; public class Shop implements Plan {"
                        + " public void define(PlanBuilder plan) { Users.add(plan); } }",
                "Users.java",
                "package shop; import dev.onrush.api.*; class Users { static void add(PlanBuilder plan) {"
                        + " plan.user(\"A\", User::new).task(\"t\", u -> {}); } }",
                "Other.java",
                "package shop; import dev.onrush.api.*; public class Other implements Plan {"
                        + " public void define(PlanBuilder plan) { plan.user(\"B\", User::new).task(\"t\", u -> {}); } }");
        assertEquals(
                "A",
                JavaPlans.load(JavaPlans.files(texts, "Shop.java"))
                        .classes()
                        .getFirst()
                        .name());
        assertEquals(
                "B",
                JavaPlans.load(JavaPlans.files(texts, "Other.java"))
                        .classes()
                        .getFirst()
                        .name());
    }

    @Test
    void aCompileErrorNamesItsFileAndLine() {
        List<Problem> problems = JavaPlans.problems(JavaPlans.files(
                Map.of(
                        "Shop.java",
                        "import dev.onrush.api.*;\npublic class Shop implements Plan {\n  int x = \"text\";\n}\n",
                        "Users.java",
                        "class Users {\n\n  void f() { undefined(); }\n}\n"),
                "Shop.java"));
        assertTrue(
                problems.stream().anyMatch(p -> p.source().equals("Shop.java") && p.line() == 3), problems::toString);
        Problem other = problems.stream()
                .filter(p -> p.source().equals("Users.java"))
                .findFirst()
                .orElseThrow();
        assertEquals(3, other.line());
        assertTrue(other.message().contains("cannot find symbol; symbol:"), other.message());
    }

    /** The body's first line is the source's fifth. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plan.user(\"A\", User::new); | 6 | expected at least one task in \"A\"",
                "plan.user(\"A\", User::new).weight(0); | 6 | expected a weight from 1",
                "plan.user(\"\", User::new); | 6 | expected a name",
                "throw new IllegalStateException(\"no\"); | 6 | threw java.lang.IllegalStateException: no",
                "Object o = null; o.toString(); | 6 | NullPointerException",
                "| 0 | expected at least one user class",
                "plan.user(\"A\", User::new).task(\"t\", u -> {}); plan.user(\"A\", User::new).task(\"t\", u -> {}); | 6 | \"A\" twice",
                "plan.user(\"A\", User::new).markov(\"m\", m -> m.state(\"a\", u -> {}, Transition.to(\"b\"))); | 6 | found \"b\"",
                "plan.user(\"A\", User::new).markov(\"m\", m -> m.state(\"a\", u -> {})); | 6 | expected a transition",
                "plan.events().initCommandLineParser(p -> { p.add(Option.flag(\"x\", \"\")); p.add(Option.flag(\"x\", \"\")); }); | 6 | added twice",
                "plan.user(\"A\", User::new).task(\"t\", u -> System.exit(1)); | 6 | would end the whole process",
            })
    void aDefinitionThatIsWrongNamesItsLine(String statement, int line, String message) {
        List<Problem> problems = JavaPlans.problems(JavaPlans.shop(
                "public void define(PlanBuilder plan) {\n" + (statement == null ? "" : statement) + "\n}"));
        assertTrue(
                problems.stream().anyMatch(p -> p.line() == line && p.message().contains(message)), problems::toString);
    }

    @Test
    void codeThatDoesNotComeBackIsNamed() {
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> Definer.define("Endless.java", Endless.class, Duration.ofMillis(200)));
        assertTrue(e.getMessage().contains("did not come back"), e.getMessage());
    }

    /** Public, as plans are. */
    public static final class Endless implements Plan {
        @Override
        public void define(dev.onrush.api.PlanBuilder plan) throws InterruptedException {
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    @Test
    void aPlanSeesNothingOfTheRunner() {
        List<Problem> problems = JavaPlans.problems(
                JavaPlans.shop("dev.onrush.runner.code.PlanLoader x;\nio.vertx.core.Vertx y;\n" + DEFINE));
        assertEquals(2, problems.size(), problems::toString);
    }

    @Test
    void withoutAPlanInTheEntryThereIsNone() {
        List<Problem> problems = JavaPlans.problems(JavaPlans.files(Map.of("A.java", "class A {}"), "A.java"));
        assertTrue(problems.getFirst().message().contains("expected one class that implements"), problems::toString);
    }

    @Test
    void aPlanMayBeAJarNamedByItsManifest() throws Exception {
        byte[] jar = jar(Map.of(JarPlan.ATTRIBUTE, "Shop"), Map.of("Shop.class", compiledShop()));
        assertEquals("A", JavaPlans.load(jarFiles(jar)).classes().getFirst().name());
    }

    @Test
    void aPlanMayBeAJarNamedByAServiceFile() throws Exception {
        byte[] jar =
                jar(Map.of(), Map.of("Shop.class", compiledShop(), JarPlan.SERVICE, "# the plan\nShop\n".getBytes()));
        assertEquals("A", JavaPlans.load(jarFiles(jar)).classes().getFirst().name());
    }

    @Test
    void aJarWithoutANameOrWithAWrongOneIsRefused() throws Exception {
        assertTrue(JavaPlans.problems(jarFiles(jar(Map.of(), Map.of("Shop.class", compiledShop()))))
                .getFirst()
                .message()
                .contains("expected the plan's class as Onrush-Plan"));
        assertTrue(JavaPlans.problems(jarFiles(jar(Map.of(JarPlan.ATTRIBUTE, "Ship"), Map.of())))
                .getFirst()
                .message()
                .contains("Ship cannot be loaded"));
        assertTrue(JavaPlans.problems(jarFiles(new byte[] {1, 2, 3}))
                .getFirst()
                .message()
                .contains("expected the plan's class"));
    }

    @Test
    void sourcesMayUseJarsBesideThem() throws Exception {
        byte[] library = SourceCompiler.compile(
                        "Library.java",
                        Map.of(
                                "Library.java",
                                "package lib; public class Library { public static String NAME = \"L\"; }"),
                        List.of())
                .get("lib.Library")
                .bytes();
        TreeMap<String, byte[]> files = new TreeMap<>(JavaPlans.shop(
                        "public void define(PlanBuilder plan) { plan.user(lib.Library.NAME, User::new).task(\"t\", u -> {}); }")
                .files());
        files.put("library.jar", jar(Map.of(), Map.of("lib/Library.class", library)));
        assertEquals(
                "L",
                JavaPlans.load(new PlanFiles("Shop.java", files))
                        .classes()
                        .getFirst()
                        .name());
    }

    private static PlanFiles jarFiles(byte[] jar) {
        return new PlanFiles("plan.jar", new TreeMap<>(Map.of("plan.jar", jar)));
    }

    private static byte[] compiledShop() throws InvalidInputException {
        return SourceCompiler.compile(
                        "Shop.java",
                        Map.of(
                                "Shop.java",
                                new String(JavaPlans.shop(DEFINE).files().get("Shop.java"))),
                        List.of())
                .get("Shop")
                .bytes();
    }

    private static byte[] jar(Map<String, String> attributes, Map<String, byte[]> entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plan.sharedConnections(0);|expected 1 to 60000 shared connections, found 0",
                "plan.http2(10001);|expected 1 to 10000 streams per connection, found 10001",
                "plan.client(HttpClientKind.FAST).http2(10);|expected HttpClientKind.FULL with http2, as the fast client speaks HTTP/1.1 only"
            })
    void connectionsThatCannotBeAreNotTaken(String said, String message) {
        List<Problem> problems = JavaPlans.problems(JavaPlans.shop("""
                public void define(PlanBuilder plan) {
                    %s
                    plan.user("A", HttpUser::new).task("t", u -> {});
                }
                """.formatted(said)));
        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().message().contains(message), () -> problems.toString());
    }
}
