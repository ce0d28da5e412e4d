package dev.onrush.runner.load;

import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The end of all users of a worker: requests in flight may finish within a time, and are then given up. Used on the load's loop. */
final class Drain {
    private static final Duration LOOK = Duration.ofMillis(10);

    private final UserPool pool;
    private final Optional<Arrivals> arrivals;
    private final LoadEnvironment environment;

    Drain(UserPool pool, Optional<Arrivals> arrivals, LoadEnvironment environment) {
        this.pool = pool;
        this.arrivals = arrivals;
        this.environment = environment;
    }

    /**
     * Stops all users.
     *
     * @param due arrivals below this number that are yet to come, by this worker's clock, still start
     * @param over completed when no user is left
     */
    void begin(long due, Duration patience, Promise<Void> over) {
        pool.stopAll();
        arrivals.ifPresent(all -> all.stop(due));
        look(System.nanoTime() + patience.toNanos(), over);
    }

    private void look(long deadline, Promise<Void> over) {
        if (System.nanoTime() - deadline >= 0) {
            alive().forEach(RunningUser::abort);
            arrivals.ifPresent(Arrivals::giveUp);
        }
        if (alive().isEmpty() && arrivals.map(Arrivals::isOver).orElse(true)) {
            over.complete();
        } else {
            environment.after(LOOK, () -> look(deadline, over));
        }
    }

    private List<RunningUser> alive() {
        List<RunningUser> alive = new ArrayList<>(pool.alive());
        arrivals.ifPresent(all -> alive.addAll(all.alive()));
        return alive;
    }
}
