package dev.onrush.runner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reference has every kind of failure, in the order of the enum, and no other. */
class ErrorsReferenceTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `([^`]+)` \\| ([a-z]+) \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);

    @Test
    void thePageHasEachKindOnceAndSaysWhatTheTargetDid() throws Exception {
        String page = Files.readString(Path.of("../../docs/reference/errors.md"));
        List<MatchResult> rows = ROW.matcher(page).results().toList();
        List<String> kinds = Arrays.stream(Failure.values()).map(Failure::text).toList();
        assertEquals(kinds, rows.stream().map(row -> row.group(1)).toList());
        for (MatchResult row : rows) {
            assertTrue(Set.of("no", "perhaps", "yes").contains(row.group(2)), row.group());
        }
    }
}
