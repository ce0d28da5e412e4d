package dev.onrush.runner.load;

/** A kind of plan, declared or in code, before the load's loop is there. */
public interface UserKind {
    /** How many request names the plan has. */
    int names();

    /** Called once, on the loop. */
    UserFactory on(LoadEnvironment environment);
}
