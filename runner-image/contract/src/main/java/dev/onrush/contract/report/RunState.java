package dev.onrush.contract.report;

/** Where a run is, as its master sees it. */
public enum RunState {
    /** The master waits for its workers. */
    Starting,
    Running,
    /** Users stop, requests in flight may finish, last reports come in. */
    Stopping,
    /** The test ran and its results are final. */
    Finished,
    /** The test could not run; {@link RunSummary#reason} says why. */
    Error;

    public boolean isFinal() {
        return this == Finished || this == Error;
    }
}
