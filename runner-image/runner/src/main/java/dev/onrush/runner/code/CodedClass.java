package dev.onrush.runner.code;

import dev.onrush.api.User;
import dev.onrush.api.UserContext;
import dev.onrush.contract.plan.TagSelection;
import dev.onrush.contract.plan.UserClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A class of users in code.
 *
 * @param root its tasks; its wait time is the class's
 */
public record CodedClass<U extends User>(
        String name, int weight, int fixedCount, Function<UserContext, U> factory, TaskNode.Group<U> root) {
    /** The class with the chosen tasks only; empty when none is left of those that it had. */
    Optional<CodedClass<U>> choosing(TagSelection selection) {
        return selection.isAll()
                ? Optional.of(this)
                : root.choosing(selection)
                        .map(left -> new CodedClass<>(name, selection.weight(weight), fixedCount, factory, left));
    }

    UserClass outline() {
        return new UserClass(
                name,
                weight,
                fixedCount,
                dev.onrush.contract.plan.WaitTime.constant(Duration.ZERO),
                List.of(),
                List.of());
    }
}
