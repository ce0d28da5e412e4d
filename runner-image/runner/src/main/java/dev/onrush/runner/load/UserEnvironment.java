package dev.onrush.runner.load;

import dev.onrush.runner.http1.Exchange;
import dev.onrush.runner.http1.Http1Client;
import dev.onrush.runner.loop.PollClock;
import dev.onrush.runner.stats.Recorder;
import java.util.random.RandomGenerator;

/** What all users of a declared plan share. */
record UserEnvironment(LoadEnvironment load, Http1Client client) {
    Recorder recorder() {
        return load.recorder();
    }

    PollClock clock() {
        return load.clock();
    }

    StartGate gate() {
        return load.gate();
    }

    InFlight inFlight() {
        return load.inFlight();
    }

    RandomGenerator random() {
        return load.random();
    }

    /**
     * Wakens a user at one of the two moments around a time, of {@link System#nanoTime}, between which there is a millisecond: mostly at the nearer one, so that over
     * many waits they are neither too long nor too short.
     *
     * @return that moment
     */
    long waken(Exchange user, long at) {
        return client.waken(user, at - random().nextLong(Http1Client.TICK_NANOS));
    }

    /** Runs something after what already waits on the loop. */
    void soon(Runnable action) {
        load.context().runOnContext(_ -> action.run());
    }
}
