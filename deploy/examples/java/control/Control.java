import dev.onrush.api.*;
import java.time.Duration;

/** Users that end themselves, tasks that end early, exceptions that end nothing, and one user that ends the test. */
public final class Control implements Plan {
    @Override
    public void define(PlanBuilder plan) {
        plan.user("Once", HttpUser::new).weight(2).task("only", user -> {
            user.client().get("/products");
            user.stopUser(); // no other user takes its place
        });
        plan.user("Again", HttpUser::new)
                .weight(3)
                .waitTime(WaitTime.constant(Duration.ofMillis(100)))
                .task("retry", user -> {
                    if (!user.client().get("/products").isOk()) {
                        throw new RescheduleTask(); // the next task comes without a wait
                    }
                })
                .task("broken", user -> {
                    throw new IllegalStateException("counted, and the user goes on");
                });
        plan.user("Judge", CountingJudge::new)
                .fixedCount(1)
                .waitTime(WaitTime.constant(Duration.ofMillis(500)))
                .task("judge", CountingJudge::judge);
    }

    static final class CountingJudge extends User {
        private int rounds;

        CountingJudge(UserContext context) {
            super(context);
        }

        void judge() {
            if (++rounds == 6) {
                stopTest("seen enough"); // for everyone; what was measured is judged
            }
        }
    }
}
