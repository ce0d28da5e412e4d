package dev.onrush.api;

/** Leaves the set of tasks that the user is in. Thrown where there is none around, it ends only the task. */
public final class InterruptTaskSet extends ControlFlow {
    private static final long serialVersionUID = 1;

    /** True when the set around picks its next task without a wait. */
    private final boolean reschedule;

    /** @param reschedule true when the set around picks its next task without a wait */
    public InterruptTaskSet(boolean reschedule) {
        super("the user leaves its task set");
        this.reschedule = reschedule;
    }

    /** True when the set around picks its next task without a wait. */
    public boolean reschedule() {
        return reschedule;
    }
}
