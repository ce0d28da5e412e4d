package dev.onrush.api;

/** Ends the task; the next one is picked without a wait. */
public final class RescheduleTask extends ControlFlow {
    private static final long serialVersionUID = 1;

    /** Ends the task. */
    public RescheduleTask() {
        super("the next task comes at once");
    }
}
