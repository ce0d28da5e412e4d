package dev.onrush.runner.load;

import dev.onrush.runner.stats.RequestNames;

/** A kind of plan, declared or in code, before the load's loop is there. */
public interface UserKind {
    /** What its requests are counted under: the same each time, used on the loop. A plan in code adds to them as it goes. */
    RequestNames names();

    /** Called once, on the loop. */
    UserFactory on(LoadEnvironment environment);
}
