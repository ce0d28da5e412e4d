import dev.onrush.api.*;
import java.util.concurrent.ThreadLocalRandom;

/** What trivial.yaml does, by a virtual thread for each user. */
public final class Trivial implements Plan {
    @Override
    public void define(PlanBuilder plan) {
        plan.client(HttpClientKind.FAST);
        plan.user("Visitor", HttpUser::new).task("get", user -> {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            user.client()
                    .request("GET", "/item/" + random.nextInt(1, 1001))
                    .name("/item")
                    .header("X-Request", Integer.toString(random.nextInt(1_000_000_000)))
                    .send();
        });
    }
}
