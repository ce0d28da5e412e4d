package dev.onrush.api;

/** Ends the user that throws it, after its {@link User#onStop}; no other takes its place. */
public final class StopUser extends ControlFlow {
    private static final long serialVersionUID = 1;

    /** Ends the user. */
    public StopUser() {
        super("the user stops");
    }
}
