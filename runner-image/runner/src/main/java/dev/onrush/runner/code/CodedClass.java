package dev.onrush.runner.code;

import dev.onrush.api.User;
import dev.onrush.api.UserContext;
import dev.onrush.contract.plan.UserClass;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A class of users in code.
 *
 * @param root its tasks; its wait time is the class's
 */
public record CodedClass<U extends User>(
        String name, int weight, int fixedCount, Function<UserContext, U> factory, TaskNode.Group<U> root) {
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
