package dev.onrush.runner.worker;

import java.time.Duration;

/** What a worker does about a master that has been silent. Pure; times are milliseconds. */
record Silence(long leaseMillis, Duration rejoinFor) {
    /** From the least to the most. */
    enum Action {
        /** It is there, or was a moment ago. */
        GO_ON,
        /** Others have this worker's share by now: it stops its users, keeps what it measured, and tries to return. */
        CUT_OFF,
        /** It will not come back. */
        GIVE_UP
    }

    /** What a silence of a length asks for. @param driving whether the worker has anything to lose */
    Action after(long silence, boolean driving) {
        if (silence <= leaseMillis) {
            return Action.GO_ON;
        }
        return driving && silence <= leaseMillis + rejoinFor.toMillis() ? Action.CUT_OFF : Action.GIVE_UP;
    }
}
