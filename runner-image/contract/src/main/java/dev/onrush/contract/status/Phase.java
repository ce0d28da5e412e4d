package dev.onrush.contract.status;

import java.util.List;

/** One word for where a LoadTest is; derived from its conditions and never read back. */
public enum Phase {
    Pending,
    Starting,
    Running,
    Stopping,
    /** Ran to its end, and every threshold held. */
    Succeeded,
    /** Ran, and a threshold did not hold, or nobody knows whether it did. */
    Failed,
    /** Could not run. */
    Error;

    /** Complete's reason when the test ran. Any other reason of a true Complete means that it could not. */
    public static final String RAN = "Finished";

    /** While Complete is False its reason is the phase; once it is True, its reason and Passed decide. */
    public static Phase of(List<Condition> conditions) {
        Condition complete = find(conditions, Condition.Types.COMPLETE);
        if (complete == null) {
            return Pending;
        }
        if (complete.status() != Condition.Status.True) {
            return switch (complete.reason()) {
                case "Starting" -> Starting;
                case "Running" -> Running;
                case "Stopping" -> Stopping;
                default -> Pending;
            };
        }
        if (!complete.reason().equals(RAN)) {
            return Error;
        }
        Condition passed = find(conditions, Condition.Types.PASSED);
        return passed != null && passed.status() == Condition.Status.True ? Succeeded : Failed;
    }

    public boolean isTerminal() {
        return this == Succeeded || this == Failed || this == Error;
    }

    private static Condition find(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(c -> c.type().equals(type))
                .findFirst()
                .orElse(null);
    }
}
