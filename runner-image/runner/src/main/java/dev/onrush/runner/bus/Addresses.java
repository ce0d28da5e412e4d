package dev.onrush.runner.bus;

import java.util.Set;

/** Event-bus addresses of the protocol. */
public final class Addresses {
    /** Worker to master, the first frame: {@link Messages.Register}, answered by {@link Messages.Registered}. */
    public static final String REGISTER = "onrush.register";

    /** Worker to master, the first frame of the connection for reports: {@link Messages.Attach}. */
    public static final String ATTACH = "onrush.attach";

    /** Worker to master: {@link Messages.Waiting}, while something keeps it from being ready. */
    public static final String WAITING = "onrush.waiting";

    /** Worker to master, the first frame and the next ones of a connection for nothing else: {@link Messages.FetchPlan}. */
    public static final String PLAN = "onrush.plan";

    /** Worker to master: {@link Messages.Ready}, once it can begin. */
    public static final String READY = "onrush.ready";

    /** Worker to master: {@link Messages.Heartbeat}, answered by {@link Messages.Granted}. */
    public static final String HEARTBEAT = "onrush.heartbeat";

    /** Worker to master: {@link Messages.AskClock}, answered by {@link Messages.Clock}. */
    public static final String CLOCK = "onrush.clock";

    /** Worker to master: {@link Messages.Begun}, once, after it was told to begin. */
    public static final String BEGUN = "onrush.begun";

    /** Worker to master: {@link Messages.Report}, answered by {@link Messages.Acknowledged}. */
    public static final String REPORT = "onrush.report";

    /** Worker to master: {@link Messages.Custom}, answered by {@link Messages.CustomReceived}. */
    public static final String CUSTOM = "onrush.custom";

    /** Worker to master: {@link Messages.CustomReceived}, for the master's messages. */
    public static final String CUSTOM_RECEIVED = "onrush.custom.received";

    /** Worker to master: {@link Messages.StopTest}. */
    public static final String STOP_TEST = "onrush.stop-test";

    /** Worker to master: {@link Messages.Logs}, on the connection for reports. */
    public static final String LOGS = "onrush.logs";

    /** Master's own event bus only: a connection of a worker has closed; the body is the worker's id. */
    public static final String DISCONNECTED = "onrush.disconnected";

    /** Master to worker, as the rest: {@link Messages.TestStart}, answered by another {@link Messages.Ready}. */
    public static final String TEST_START = "onrush.worker.test-start";

    public static final String START = "onrush.worker.start";

    public static final String ARRIVALS = "onrush.worker.arrivals";
    public static final String SPAWN = "onrush.worker.spawn";
    public static final String STOP = "onrush.worker.stop";
    public static final String QUIT = "onrush.worker.quit";

    /** {@link Messages.Custom}, answered by a message to {@link #CUSTOM_RECEIVED}. */
    public static final String CUSTOM_TO_WORKER = "onrush.worker.custom";

    /** {@link Messages.SpawningComplete}. */
    public static final String SPAWNING_COMPLETE = "onrush.worker.spawning-complete";

    /** {@link Messages.ResetStats}. */
    public static final String RESET_STATS = "onrush.worker.reset-stats";

    /** Header, set by the master's side of the bridge: the worker that a message is from. */
    public static final String WORKER_HEADER = "worker";

    /** What an authenticated worker may send to. */
    static final Set<String> FROM_WORKERS =
            Set.of(PLAN, WAITING, READY, HEARTBEAT, CLOCK, BEGUN, REPORT, CUSTOM, CUSTOM_RECEIVED, STOP_TEST, LOGS);

    private Addresses() {}
}
