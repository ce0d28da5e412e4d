package dev.onrush.contract.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDocumentsTest {
    @Test
    void everyValueKnowsItsLine() throws InvalidInputException {
        Located root = YamlDocuments.readOne("f.yaml", """
                # a comment
                a: 1
                b:
                  - x
                  - c: |
                      text
                    d: [1,
                        2]
                """);
        assertEquals(2, Lines.of(root, "a"));
        assertEquals(4, Lines.of(root, "b[0]"));
        assertEquals(5, Lines.of(root, "b[1].c"));
        assertEquals(8, Lines.of(root, "b[1].d[1]"));
    }

    @Test
    void aPathThatWasNotWrittenHasTheLineOfWhatIsAroundIt() throws InvalidInputException {
        Located root = YamlDocuments.readOne("f.yaml", "\n\nspec:\n  load:\n    users: 1\n");
        assertEquals(5, Lines.of(root, "spec.load.stages[0].users"));
        assertEquals(5, Lines.of(root, "spec.load.users.more"));
        assertEquals(3, Lines.of(root, "other"));
        assertEquals(5, Lines.of(root, "spec.load.users[999999999999]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | 5",
                "1.50 | 1.50",
                "100.0 | 100.0",
                "true | true",
                "'\"5\"' | '\"5\"'",
                "yes | true",
                "a b | '\"a b\"'",
                "[1, {a: b}] | '[1,{\"a\":\"b\"}]'",
                "123456789012345678901234567890 | 123456789012345678901234567890"
            })
    void scalarsHaveTheTypesOfTheCoreSchema(String yaml, String json) throws InvalidInputException {
        JsonNode read = YamlDocuments.readOne("f.yaml", yaml).toJson();
        assertEquals(json, read.toString());
    }

    @Test
    void documentsAreReadInOrderAndEmptyOnesLeftOut() throws InvalidInputException {
        List<Located> documents = YamlDocuments.read("f.yaml", "---\n---\na: 1\n---\n# nothing\n---\nb: 2\n");
        assertEquals(
                List.of("{\"a\":1}", "{\"b\":2}"),
                documents.stream().map(d -> d.toJson().toString()).toList());
        assertEquals(7, Lines.of(documents.get(1), "b"));
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "'a: 1\n---\nb: 2', 2"})
    void whereOneDocumentIsExpectedAnotherNumberIsRefused(String yaml, int found) {
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> YamlDocuments.readOne("f.yaml", yaml));
        assertEquals("f.yaml: expected one YAML document, found " + found, refused.getMessage());
    }

    @Test
    void aKeyThatIsGivenTwiceIsRefusedAtItsSecondLine() {
        assertRefused("a: 1\nb: 2\na: 3\n", 3, "a", "is given twice");
    }

    @Test
    void anAliasIsRefused() {
        assertRefused("a: &x 1\nb: *x\n", 2, "", "aliases");
        assertRefused("a: &x [1]\nb: [*x, *x]\n", 2, "", "aliases");
    }

    @ParameterizedTest
    @CsvSource({"'a: 1\n\tb: 2\n', 2", "'a: [1\nb: 2\n', 2", "'a: 1\nb: \"c\n', 3", "'a: 1\n b: 2\n', 2"})
    void brokenYamlNamesItsLine(String yaml, int line) {
        assertRefused(yaml, line, "", "not YAML");
    }

    @Test
    void nestingIsBounded() throws InvalidInputException {
        assertEquals(
                1, YamlDocuments.read("f.yaml", "[".repeat(60) + "]".repeat(60)).size());
        InvalidInputException refused = assertThrows(
                InvalidInputException.class,
                () -> YamlDocuments.read("f.yaml", "[".repeat(50_000) + "]".repeat(50_000)));
        assertTrue(refused.getMessage().contains("not YAML"), refused::getMessage);
        String steps =
                IntStream.range(0, 200).mapToObj(i -> " ".repeat(i) + "a:\n").collect(Collectors.joining());
        assertThrows(InvalidInputException.class, () -> YamlDocuments.read("f.yaml", steps));
    }

    @Test
    void lengthIsBounded() throws InvalidInputException {
        String longest = "a: " + "x".repeat(YamlDocuments.MAX_LENGTH - 3);
        assertEquals(1, YamlDocuments.read("f.yaml", longest).size());
        assertRefused(longest + "x", 0, "", "expected at most 1048576 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".nan",
                ".inf",
                "-.inf",
                "0x1F",
                "0o17",
                "1_000",
                "_",
                "1e999999999",
                "!!int abc",
                "!!binary x",
                "~"
            })
    void oddScalarsAreReadOrRefusedButNeverBreakTheReader(String scalar) {
        assertReadOrRefused("a: " + scalar);
    }

    @Test
    void randomTextIsReadOrRefusedButNeverBreaksTheReader() {
        String alphabet = "ab1.: -\n\t[]{},&*!|>'\"%@`?#~<=\u0000\u0007\ufeff\ud83dé中_";
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(24); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertReadOrRefused(text.toString());
        }
    }

    private static void assertReadOrRefused(String yaml) {
        try {
            YamlDocuments.read("f.yaml", yaml)
                    .forEach(document -> document.toJson().toString());
        } catch (InvalidInputException e) {
            assertTrue(e.getMessage().startsWith("f.yaml"), e::getMessage);
        }
    }

    private static void assertRefused(String yaml, int line, String field, String message) {
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> YamlDocuments.read("f.yaml", yaml));
        Problem problem = refused.problems().get(0);
        assertEquals(line, problem.line(), refused::getMessage);
        assertEquals(field, problem.field());
        assertTrue(problem.message().contains(message), refused::getMessage);
    }
}
