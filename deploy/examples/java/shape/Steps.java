import dev.onrush.api.*;
import java.time.Duration;

/** A load shape: five more users every two seconds, then only the patient ones, then the end. spec.load.runTime is the longest it may take. */
public final class Steps implements Plan {
    @Override
    public void define(PlanBuilder plan) {
        plan.user("Hasty", HttpUser::new)
                .waitTime(WaitTime.constant(Duration.ofMillis(50)))
                .task("browse", user -> user.client().get("/products"));
        plan.user("Patient", HttpUser::new)
                .waitTime(WaitTime.constant(Duration.ofMillis(500)))
                .task("browse", user -> user.client().get("/products/1"));

        plan.shape(state -> {
            int step = (int) state.runTime().toSeconds() / 2;
            return switch (step) {
                case 0, 1, 2 -> Tick.users(5 * (step + 1), 10);
                case 3 -> Tick.users(5, 10, "Patient");
                default -> Tick.stop();
            };
        });
    }
}
