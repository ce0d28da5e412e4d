package dev.onrush.api;

/** Ends the test for all users of all workers. What was measured is kept and judged. */
public final class StopTest extends ControlFlow {
    private static final long serialVersionUID = 1;

    /** @param reason for the run's status */
    public StopTest(String reason) {
        super(reason);
    }
}
