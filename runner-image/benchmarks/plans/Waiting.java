import dev.onrush.api.*;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** What waiting.yaml does, by a virtual thread for each user. */
public final class Waiting implements Plan {
    @Override
    public void define(PlanBuilder plan) {
        plan.client(HttpClientKind.FAST).sharedConnections(200).timeout(Duration.ofSeconds(30));
        plan.user("Sleeper", HttpUser::new)
                .waitTime(WaitTime.between(Duration.ofSeconds(50), Duration.ofSeconds(70)))
                .task("look", user -> {
                    ThreadLocalRandom random = ThreadLocalRandom.current();
                    Thread.sleep(random.nextLong(60_000));
                    user.client().get("/item/" + random.nextInt(1, 1001), request -> request.name("/item"));
                });
    }
}
