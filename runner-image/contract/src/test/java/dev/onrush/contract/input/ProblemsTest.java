package dev.onrush.contract.input;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProblemsTest {
    @Test
    void aProblemReadsAsEditorsLinkToIt() {
        assertEquals("p.yaml:12: users[0]: is wrong", new Problem("p.yaml", 12, "users[0]", "is wrong").toString());
        assertEquals("p.yaml: is wrong", new Problem("p.yaml", 0, "", "is wrong").toString());
    }

    @Test
    void withoutProblemsNothingIsThrown() {
        Problems problems = new Problems("p.yaml");
        assertTrue(problems.isEmpty());
        assertDoesNotThrow(problems::throwIfAny);
    }

    @Test
    void allProblemsAreInTheMessageUpToABound() {
        Problems problems = new Problems("p.yaml");
        for (int i = 1; i <= 1_000; i++) {
            problems.add(i, "f", "is wrong");
        }
        InvalidInputException thrown = assertThrows(InvalidInputException.class, problems::throwIfAny);
        assertEquals(50, thrown.problems().size());
        assertEquals(50, thrown.getMessage().lines().count());
    }
}
