package dev.onrush.api;

/** Thrown by a task to say how its user goes on. It is no error: it is not counted and has no stack trace. */
public abstract sealed class ControlFlow extends RuntimeException
        permits StopUser, StopTest, InterruptTaskSet, RescheduleTask {
    private static final long serialVersionUID = 1;

    ControlFlow(String message) {
        super(message, null, false, false);
    }
}
