package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.UserClass;
import dev.onrush.contract.plan.WaitTime;
import dev.onrush.runner.master.ClassChoices.Change;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassChoicesTest {
    private static final List<UserClass> PLAN =
            List.of(userClass("A", 3, 0), userClass("B", 1, 0), userClass("C", 1, 2));

    @Test
    void withoutAChoiceThePlanDecides() {
        assertEquals("[6, 2, 2]", users(ClassChoices.NONE, 10));
    }

    @Test
    void weightsAndFixedCountsChange() {
        assertEquals("[4, 4, 2]", users(changes("A", new Change(1, null)), 10));
        assertEquals("[5, 3, 2]", users(changes("A", new Change(null, 5)), 10));
        assertEquals("[6, 2, 2]", users(changes("C", new Change(1, null)), 10), "by weight from now on");
    }

    @Test
    void classesThatAreNotPickedKeepTheirPlaceAndGetNoUser() {
        ClassChoices choices = new ClassChoices(Set.of("B"), Map.of());
        assertEquals("[0, 10, 0]", users(choices, 10));
        assertEquals(
                List.of("A", "B", "C"),
                choices.of(PLAN).stream().map(UserClass::name).toList());
    }

    @Test
    void whatThePlanDoesNotHaveIsNamed() {
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> new ClassChoices(Set.of("X"), Map.of("Y", new Change(1, null))).check("command line", PLAN));
        assertTrue(e.getMessage().contains("X") && e.getMessage().contains("Y"), e.getMessage());
        assertTrue(e.getMessage().contains("--config-users"), e.getMessage());
    }

    private static ClassChoices changes(String name, Change change) {
        return new ClassChoices(Set.of(), Map.of(name, change));
    }

    private static String users(ClassChoices choices, int total) {
        return Arrays.toString(
                ClassMix.counts(choices.of(PLAN).stream().map(ClassShare::of).toList(), total));
    }

    private static UserClass userClass(String name, int weight, int fixedCount) {
        return new UserClass(name, weight, fixedCount, WaitTime.constant(Duration.ZERO), List.of(), List.of());
    }
}
