package dev.onrush.contract.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.input.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagSelectionTest {
    private static final String PLAN = """
            users:
              - name: Reader
                tasks:
                  - {name: browse, tags: [read, cheap], steps: [{get: /products}]}
                  - {name: search, tags: [read], steps: [{get: /search}]}
                  - {name: ping, steps: [{get: /ping}]}
              - name: Writer
                tasks:
                  - {name: buy, tags: [write], steps: [{post: /cart}]}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | '' | browse,buy,ping,search",
                "read | '' | browse,search",
                "read,write | '' | browse,buy,search",
                "'' | read | buy,ping",
                "read | cheap | search",
                "'' | write | browse,ping,search",
            })
    void tasksAreChosenAsLocustDoes(String tags, String excluded, String left) throws InvalidInputException {
        Plan plan = PlanReader.read(files(list(tags), list(excluded)));
        assertEquals(
                left,
                plan.users().stream()
                        .flatMap(userClass -> userClass.tasks().stream())
                        .map(Task::name)
                        .sorted()
                        .collect(Collectors.joining(",")));
        assertTrue(
                plan.users().stream().noneMatch(userClass -> userClass.tasks().isEmpty()));
    }

    @Test
    void nothingLeftIsAnErrorThatNamesTheTags() {
        InvalidInputException e = assertThrows(
                InvalidInputException.class, () -> PlanReader.read(files(List.of("read"), List.of("read"))));
        assertTrue(e.getMessage().contains("tags read, exclude-tags read"), e::getMessage);
    }

    @Test
    void whoChoosesOtherTasksHasAnotherPlan() throws InvalidInputException {
        Set<String> hashes = Set.of(
                files(List.of(), List.of()).hash(),
                files(List.of("read"), List.of()).hash(),
                files(List.of(), List.of("read")).hash());
        assertEquals(3, hashes.size());
        assertNotEquals(
                files(List.of("a", "b"), List.of()).hash(),
                files(List.of("ab"), List.of()).hash());
    }

    @Test
    void theOptionsSayTheSame() {
        assertEquals(List.of(), TagSelection.ALL.options());
        assertEquals(
                List.of("--tags", "a,b", "--exclude-tags", "c"),
                new TagSelection(List.of("a", "b"), List.of("c")).options());
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    private static PlanFiles files(List<String> tags, List<String> excluded) throws InvalidInputException {
        return PlanFiles.of("test", Map.of("plan.yaml", PLAN.getBytes(StandardCharsets.UTF_8)), null)
                .choosing(new TagSelection(tags, excluded));
    }
}
