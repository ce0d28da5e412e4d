package dev.onrush.runner.worker;

import dev.onrush.runner.bus.Messages;

/** What it means to a worker that the master has registered it. Pure. */
enum Welcome {
    /** For the first time, and there is no run to take part in yet. */
    WITHOUT_RUN,
    /** For the first time, with a place in a run. */
    TO_RUN,
    /** After the connection broke; where there was no run before there may be one now. */
    BACK,
    /** The same by a master that has started again since, and has nothing of what was measured. */
    BACK_TO_ANOTHER_MASTER,
    /** A master that has started again does not know of the run. It breaks the connection when it does. */
    BACK_TO_NO_RUN,
    /** What this worker took part in is no more. */
    TO_ANOTHER_RUN;

    /** @param before null for the first time */
    static Welcome of(Messages.Registered before, Messages.Registered now) {
        if (before == null) {
            return now.target() == null ? WITHOUT_RUN : TO_RUN;
        }
        if (!before.runId().equals(now.runId())) {
            return TO_ANOTHER_RUN;
        }
        if (now.target() == null && before.target() != null) {
            return BACK_TO_NO_RUN;
        }
        return before.epoch().equals(now.epoch()) ? BACK : BACK_TO_ANOTHER_MASTER;
    }
}
