package dev.onrush.runner.code;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.onrush.api.Events;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every plan in Java that the documentation shows compiles and says something valid. */
class JavaDocumentationTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("^```java\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern PLAN = Pattern.compile("public final class (\\w+) implements Plan");

    @TestFactory
    List<DynamicTest> everyPlanIsValid() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            String text = Files.readString(page);
            for (MatchResult block : BLOCK.matcher(text).results().toList()) {
                Matcher plan = PLAN.matcher(block.group(1));
                if (plan.find()) {
                    String file = plan.group(1) + ".java";
                    long line = text.substring(0, block.start()).lines().count() + 1;
                    tests.add(dynamicTest(
                            ROOT.relativize(page) + ":" + line,
                            () -> PlanLoader.load(JavaPlans.files(Map.of(file, block.group(1)), file))));
                }
            }
        }
        assertFalse(tests.isEmpty());
        return tests;
    }

    @Test
    void theReferenceNamesEveryEvent() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/reference/java-plan.md"));
        for (Method event : Events.class.getDeclaredMethods()) {
            if (!event.isSynthetic()) {
                assertTrue(page.contains("`" + event.getName() + "`"), event.getName());
            }
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT.resolve("docs"))) {
            return all.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }
}
