package dev.onrush.contract.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.input.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFilesTest {
    /** Names and contents in turn. */
    private static PlanFiles files(String entry, String... namesAndContents) throws InvalidInputException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            files.put(namesAndContents[i], namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return PlanFiles.of("ConfigMap x", files, entry);
    }

    @ParameterizedTest
    @CsvSource({
        "plan.yaml other.yaml, , plan.yaml",
        "other.yaml data.csv, , other.yaml",
        "Shop.java data.csv lib.jar, , Shop.java",
        "shop.jar data.csv, , shop.jar",
        "other.yml, , other.yml",
        "plan.yaml other.yaml, other.yaml, other.yaml",
        "a.txt, a.txt, a.txt"
    })
    void theEntryIsTheNamedOneElsePlanYamlElseTheOnlyYamlFile(String names, String entry, String chosen)
            throws InvalidInputException {
        assertEquals(chosen, files(entry, withContents(names)).entry());
    }

    @ParameterizedTest
    @CsvSource({
        "a.yaml b.yaml,",
        "B.java a.yaml,",
        "A.java B.java,",
        "a.jar b.jar,",
        "data.csv,",
        "plan.yaml, other.yaml"
    })
    void whereNoEntryCanBeChosenTheKeysAreNamed(String names, String entry) {
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> files(entry, withContents(names)));
        assertEquals("plan.entry", refused.problems().get(0).field());
        assertTrue(refused.getMessage().contains("found [" + names.replace(" ", ", ")), refused::getMessage);
    }

    private static String[] withContents(String names) {
        return names.replace(" ", " x ").concat(" x").split(" ");
    }

    @Test
    void theHashDoesNotDependOnTheOrder() throws InvalidInputException {
        assertEquals(
                files("a", "a", "1", "b", "2").hash(),
                files("a", "b", "2", "a", "1").hash());
        assertTrue(files("a", "a", "1").hash().matches("[0-9a-f]{64}"));
    }

    @Test
    void theHashChangesWithNameContentAndEntry() throws InvalidInputException {
        String hash = files("a", "a", "1", "b", "2").hash();
        assertNotEquals(hash, files("b", "a", "1", "b", "2").hash());
        assertNotEquals(hash, files("a", "a", "1", "c", "2").hash());
        assertNotEquals(hash, files("a", "a", "1", "b", "3").hash());
        assertNotEquals(hash, files("a", "a", "1").hash());
        assertNotEquals(hash, files("a", "a", "1", "b", "2", "c", "").hash());
        assertNotEquals(hash, files("a", "a", "1b2").hash());
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        PlanFiles files = new PlanFiles("a", new java.util.TreeMap<>(Map.of("a", new byte[] {(byte) 0xff})));
        assertEquals(
                "a: expected text in UTF-8",
                assertThrows(InvalidInputException.class, files::text).getMessage());
    }
}
