package dev.onrush.runner.master;

import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ProtocolException;

/** What follows from what workers say. */
interface Course {
    /** As many workers are ready as the run wants, or more. */
    void begin();

    /** A worker that was ready before says so again. */
    void readyAgain(WorkerEntry worker);

    /**
     * Goes on with a run that the master before this one began; one of this id may be that run, or be gone on with already.
     *
     * @throws ProtocolException when that is not wanted
     */
    void takeOver(String runId) throws ProtocolException;

    /**
     * What a worker of such a run says of it.
     *
     * @throws ProtocolException when that cannot be
     */
    void resume(WorkerEntry worker, Messages.Resume resume) throws ProtocolException;

    /** What was told to the master while the run goes; null where it is the run's definition that holds. */
    Messages.Pursued pursued();

    /** A plan's code wants the test to end. */
    void stopTest(String message);

    /** The worker's last report is in. */
    void done(WorkerEntry worker);
}
