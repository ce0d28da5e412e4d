package dev.onrush.operator.status;

/** Reasons that the operator gives; {@link dev.onrush.contract.report.RunSummary.Reasons} has the master's. */
public final class OperatorReasons {
    public static final String CONFIG_MAP_NOT_FOUND = "ConfigMapNotFound";
    public static final String CHECKED_BY_MASTER = "CheckedByMaster";
    public static final String NAME_CONFLICT = "NameConflict";
    public static final String REJECTED = "Rejected";
    public static final String CHILD_DELETED = "ChildDeleted";
    public static final String MASTER_LOST = "MasterLost";
    public static final String WORKERS_FAILED = "WorkersFailed";

    private OperatorReasons() {}
}
