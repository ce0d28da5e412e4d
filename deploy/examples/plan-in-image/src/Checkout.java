import dev.onrush.api.*;
import java.time.Duration;

/** A plan that an image brings, with an option that each LoadTest may set. */
public final class Checkout implements Plan {
    private static final Option<Long> PRODUCTS = Option.number("products", 3, "How many products a visitor looks at.");

    @Override
    public void define(PlanBuilder plan) {
        plan.events().initCommandLineParser(options -> options.add(PRODUCTS));
        plan.user("Visitor", HttpUser::new)
                .waitTime(WaitTime.constant(Duration.ofMillis(100)))
                .task("look", user -> {
                    for (long id = 1; id <= user.environment().option(PRODUCTS); id++) {
                        user.client().get("/products/" + id);
                    }
                });
    }
}
