package dev.onrush.runner.master;

import dev.onrush.api.Tick;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.hooks.ShapeThread;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** A plan's load shape in a run: what it wants goes to the pacer. Touched on the master's context. */
final class ShapeSide {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final ShapeThread shape;
    private final Context context;
    private final Pacer pacer;
    private final Runnable stop;
    private final Consumer<String> failed;
    private Duration due = Duration.ZERO;

    /**
     * @param stop the shape ends the test
     * @param failed the shape is broken, with how
     */
    ShapeSide(ShapeThread shape, Context context, Pacer pacer, Runnable stop, Consumer<String> failed) {
        this.shape = shape;
        this.context = context;
        this.pacer = pacer;
        this.stop = stop;
        this.failed = failed;
        // Nobody runs before the shape has said how many.
        pacer.change(new LoadShape.Ramp(0, 1, Duration.ZERO));
    }

    /** Asks when it is time to, and when the last question was answered. */
    void at(Duration elapsed, int users) {
        if (elapsed.compareTo(due) < 0 || shape.isAsking()) {
            return;
        }
        due = due.plus(EVERY).compareTo(elapsed) > 0 ? due.plus(EVERY) : elapsed.plus(EVERY);
        shape.ask(elapsed, users)
                .whenComplete((tick, e) -> context.runOnContext(_ -> {
                    if (e != null) {
                        failed.accept("the load shape threw " + e);
                    } else {
                        follow(tick);
                    }
                }));
    }

    private void follow(Tick tick) {
        switch (tick) {
            case Tick.Stop _ -> stop.run();
            case Tick.Users users
            when isWrong(users) ->
                failed.accept("expected a load shape to want 0 to " + RunDefinition.MAX_USERS
                        + " users, a spawn rate above 0 and classes of the plan, found " + users);
            case Tick.Users users ->
                pacer.change(
                        new LoadShape.Ramp(users.users(), users.spawnRate(), Duration.ZERO),
                        Set.copyOf(users.classes()));
        }
    }

    private boolean isWrong(Tick.Users users) {
        return users.users() < 0
                || users.users() > RunDefinition.MAX_USERS
                || !(users.spawnRate() > 0)
                || !pacer.classNames().containsAll(new HashSet<>(users.classes()));
    }
}
