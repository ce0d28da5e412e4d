package dev.onrush.api;

import java.time.Duration;

/**
 * A user of any protocol. Each runs on a virtual thread of its own, so its fields need no synchronization and blocking costs
 * nothing. Subclasses hold a user's state and methods for its tasks:
 *
 * <pre>{@code
 * static final class Visitor extends HttpUser {
 *     private String token;
 *
 *     Visitor(UserContext context) {
 *         super(context);
 *     }
 *
 *     @Override
 *     public void onStart() {
 *         token = client().post("/login", request -> request.json(Map.of("user", "u" + number()))).json("/token");
 *     }
 * }
 * }</pre>
 */
public class User {
    private final UserContext context;

    /** @param context what the factory of {@link PlanBuilder#user} is given */
    public User(UserContext context) {
        this.context = context;
    }

    /**
     * Done once, before the first task.
     *
     * @throws Exception counted as a user error; the user goes on with its tasks all the same. {@link StopUser} ends it.
     */
    public void onStart() throws Exception {}

    /**
     * Done once, when the user stops; requests are still possible until the run's stop timeout ends.
     *
     * @throws Exception counted as a user error
     */
    public void onStop() throws Exception {}

    /** Where the user runs. */
    public final Environment environment() {
        return context.environment();
    }

    /** To count requests that the plan makes by itself, of any protocol. */
    public final Requests requests() {
        return context.requests();
    }

    /** Different from every other user's of the run, over all workers; from 0. */
    public final long number() {
        return context.number();
    }

    /** The name of this user's class in the plan. */
    public final String userClass() {
        return context.userClass();
    }

    /** All of this and the HTTP client. */
    protected final UserContext context() {
        return context;
    }

    /**
     * Waits.
     *
     * @throws InterruptedException when the user has to end
     */
    public final void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    /** Leaves the set of tasks that the user is in; the set around it picks its next task without a wait. */
    public final void interrupt() {
        throw new InterruptTaskSet(true);
    }

    /**
     * Leaves the set of tasks that the user is in.
     *
     * @param reschedule true when the set around it picks its next task without a wait
     */
    public final void interrupt(boolean reschedule) {
        throw new InterruptTaskSet(reschedule);
    }

    /** Ends this user; no other takes its place. */
    public final void stopUser() {
        throw new StopUser();
    }

    /** Ends the test for all users of all workers. */
    public final void stopTest(String reason) {
        throw new StopTest(reason);
    }
}
