package dev.onrush.runner.platform;

/** Ways in which the kernel may treat a thread that has time ({@code sched(7)}). Neither needs a privilege. */
public enum SchedulingPolicy {
    /** Its share of a core is what it was, and it interrupts nobody when it wakes up: it waits until others sleep, or for the kernel's next tick. */
    BATCH(3),

    /**
     * It runs when nobody else of its control group wants the core, and is interrupted by whoever does; where the core is never free it gets some thousandths of it. What it starts
     * is treated in the same way. Cannot be taken back without a privilege.
     */
    IDLE(5);

    private final int number;

    SchedulingPolicy(int number) {
        this.number = number;
    }

    /**
     * Has a thread treated so.
     *
     * @param thread the kernel's number of a thread of this process
     * @return false where there is no such thread or no such thing, and all stays as it was
     */
    public boolean ofThread(long thread) {
        return SchedulerAttributes.policy(thread, number);
    }

    /** Has the calling thread treated so; false where there is no such thing. */
    public boolean ofThisThread() {
        return ofThread(SchedulerAttributes.THIS_THREAD);
    }
}
