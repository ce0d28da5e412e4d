package dev.onrush.contract.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.contract.status.Condition.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionSetTest {
    private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00.999Z");
    private static final Instant NOW = Instant.parse("2026-01-01T00:05:00.5Z");

    private static List<Condition> before() {
        return new ConditionSet(null, BEFORE, 1L)
                .set("A", Status.False, "One", "first")
                .set("B", Status.True, "Two", "second")
                .list();
    }

    @Test
    void timesAreWholeSecondsAsInKubernetes() {
        assertEquals("2026-01-01T00:00:00Z", before().get(0).lastTransitionTime());
    }

    @Test
    void theTimeIsKeptWhileTheStatusIs() {
        ConditionSet conditions = new ConditionSet(before(), NOW, 2L).set("A", Status.False, "Other", "changed");
        assertEquals(
                new Condition("A", Status.False, "Other", "changed", "2026-01-01T00:00:00Z", 2L),
                conditions.get("A").orElseThrow());
    }

    @Test
    void theTimeChangesWithTheStatus() {
        ConditionSet conditions = new ConditionSet(before(), NOW, 2L).set("A", Status.Unknown, "One", "first");
        assertEquals("2026-01-01T00:05:00Z", conditions.get("A").orElseThrow().lastTransitionTime());
    }

    @Test
    void whatIsNotSetStaysAsItWasAndInItsPlace() {
        List<Condition> before = before();
        List<Condition> after = new ConditionSet(before, NOW, 2L)
                .set("C", Status.True, "New", "third")
                .set("A", Status.True, "One", "first")
                .list();
        assertEquals(List.of("A", "B", "C"), after.stream().map(Condition::type).toList());
        assertEquals(before.get(1), after.get(1));
    }

    @Test
    void aLongMessageIsCut() {
        String message = new ConditionSet(null, NOW, null)
                .set("A", Status.True, "Long", "x".repeat(100_000))
                .get("A")
                .orElseThrow()
                .message();
        assertEquals(4_096, message.length());
        assertEquals('…', message.charAt(4_095));
    }
}
