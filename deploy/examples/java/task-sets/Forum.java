import static dev.onrush.api.Transition.to;

import dev.onrush.api.*;
import java.time.Duration;

/** Tasks within tasks: sets that users enter and leave, sequences, and a Markov chain. */
public final class Forum implements Plan {
    @Override
    public void define(PlanBuilder plan) {
        plan.user("Reader", HttpUser::new)
                .waitTime(WaitTime.between(Duration.ofMillis(20), Duration.ofMillis(60)))
                .task("home", user -> user.client().get("/products"))
                .taskSet("forum", 2, forum -> forum
                        .onStart(user -> get(user, "enter"))
                        .task("read", 5, user -> get(user, "read"))
                        .task("leave", user -> user.interrupt())
                        .onStop(user -> get(user, "leave")))
                .sequence("checkout", checkout -> checkout.once()
                        .waitTime(WaitTime.constant(Duration.ofMillis(10)))
                        .task("cart", user -> get(user, "1. cart"))
                        .task("address", 2, user -> get(user, "2. address, twice"))
                        .task("pay", user -> get(user, "3. pay")))
                .markov("wander", wander -> wander
                        .state("list", user -> get(user, "list"), to("detail", 3), to("list"))
                        .state("detail", user -> get(user, "detail"), to("list"), to("gone"))
                        .state("gone", user -> user.interrupt(false), to("list")));
    }

    private static void get(HttpUser user, String name) {
        user.client().get("/products", request -> request.name(name));
    }
}
