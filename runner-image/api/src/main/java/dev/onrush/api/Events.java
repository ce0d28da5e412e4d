package dev.onrush.api;

import java.util.Map;

/**
 * What happens around the users, under Locust's names. Any number of hooks can listen to each; they are called in the order in which
 * they were added. Where roles are named, the event happens in processes with that role and, if not said otherwise, locally too.
 */
public interface Events {
    /** The process knows its role and its options, and nothing runs yet: the place to register messages. Everywhere. */
    Events init(Hook<Environment> hook);

    /** The plan may add options of its own to the command line. Everywhere, before {@link #init}. */
    Events initCommandLineParser(Hook<OptionParser> hook);

    /** The test begins: on the master before any user starts; on each worker after that and before its first user starts. */
    Events testStart(Hook<Environment> hook);

    /** The test is about to stop and users still run. Everywhere. */
    Events testStopping(Hook<Environment> hook);

    /** The test has stopped: on a worker when its last user has ended, on the master when all results are in. */
    Events testStop(Hook<Environment> hook);

    /** All users that were asked for run. On the master with all users, on each worker with its own. */
    Events spawningComplete(Hook<SpawningComplete> hook);

    /** A request was counted. On the user's own thread, where users run. */
    Events request(Hook<RequestEvent> hook);

    /** A user's code threw an exception. On the user's own thread, where users run. */
    Events userError(Hook<UserError> hook);

    /** A worker is about to report; what a hook adds goes along. On workers. */
    Events reportToMaster(Hook<ReportToMaster> hook);

    /** A worker's report has come, with what its hooks added; each report once. On the master. */
    Events workerReport(Hook<WorkerReport> hook);

    /** A worker is ready to take part. On the master. */
    Events workerConnect(Hook<WorkerConnect> hook);

    /** What was measured so far is thrown away. Everywhere. */
    Events resetStats(Hook<Environment> hook);

    /** A process uses nearly all the CPU that it may use, so that what it measures becomes doubtful. Everywhere. */
    Events cpuWarning(Hook<Usage> hook);

    /** CPU and memory were looked at, every few seconds. Everywhere. */
    Events usageMonitor(Hook<Usage> hook);

    /** The master has answered a worker's heartbeat. On the master. */
    Events heartbeatSent(Hook<Heartbeat> hook);

    /** The master's answer to a heartbeat has come. On workers. */
    Events heartbeatReceived(Hook<Heartbeat> hook);

    /** The process is about to end. Everywhere. */
    Events quitting(Hook<Environment> hook);

    /** The very last event of a process. Everywhere. */
    Events quit(Hook<Quit> hook);

    /**
     * @param users how many
     */
    record SpawningComplete(Environment environment, int users) {}

    /**
     * @param added goes to the master with this report, as JSON; at most 64 KiB
     */
    record ReportToMaster(Environment environment, Map<String, Object> added) {}

    /**
     * @param worker the worker's id
     * @param added what the worker's hooks added
     */
    record WorkerReport(Environment environment, String worker, Map<String, Object> added) {}

    /**
     * @param worker the worker's id
     */
    record WorkerConnect(Environment environment, String worker) {}

    /**
     * @param user whose code it was
     * @param error what it threw
     */
    record UserError(User user, Throwable error) {}

    /**
     * @param cpu share of the CPU that the process may use, its limit, its request or the whole machine: 1 is all of it
     * @param memory bytes that the process holds
     */
    record Usage(Environment environment, double cpu, long memory) {}

    /**
     * @param worker the worker's id
     */
    record Heartbeat(Environment environment, String worker) {}

    /**
     * @param exitCode what the process is going to end with
     */
    record Quit(Environment environment, int exitCode) {}
}
