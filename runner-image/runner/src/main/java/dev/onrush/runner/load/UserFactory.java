package dev.onrush.runner.load;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;

/** Makes the users of one plan. Used on the load's loop. */
public interface UserFactory {
    /** The names of the plan's user classes. */
    List<String> classes();

    /** Completes when users may start; a failure is one of the whole worker. Asked again, it looks again for what it did not find. */
    default Future<Void> ready() {
        return Future.succeededFuture();
    }

    /**
     * A user that has not started yet.
     *
     * @param userClass one of {@link #classes}
     * @param number different from every other user's of the run
     * @param ended to be called once on the loop, after the user was told to stop or ended by itself
     */
    RunningUser newUser(String userClass, long number, Consumer<RunningUser> ended);

    /** Wakens users that should be awake by now, so that whatever they want since then is known. */
    default void waken(long now) {}

    /** How long ago the oldest request was due that is wanted and not yet counted, beside those in flight that the environment knows of. */
    default long age(long now) {
        return 0;
    }

    /** Closes what users shared. None of them is left. */
    default void close() {}
}
