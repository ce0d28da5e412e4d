package dev.onrush.runner.bus;

import dev.onrush.contract.plan.TagSelection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The bodies of the protocol's messages. */
public final class Messages {
    /** Changes whenever a master and a worker of different versions could misunderstand each other. */
    public static final String PROTOCOL = "onrush/3";

    private Messages() {}

    /**
     * A worker introduces itself, or comes back after its connection broke.
     *
     * @param worker chosen by the worker, the same as long as its process lives
     * @param planHash of the plan that it has
     * @param host for people
     * @param member the run that it takes part in already; null before it has one
     */
    public record Register(
            String token, String protocol, String worker, String planHash, String host, long pid, Member member) {}

    /** A worker's place in a run. */
    public record Member(String runId, int index) {}

    /**
     * The worker is accepted.
     *
     * @param index from 0, stable for the run
     * @param target the base URL to get ready for; null while there is no run yet, and nothing to get ready for
     * @param settings what was chosen of the plan, such as values of its own options
     * @param leaseMillis how long either side goes on without hearing from the other
     * @param targetWaitMillis how long the worker may wait for the target to take a connection before it is ready all the same
     * @param epoch another one for each life of the master: to one that does not know this run's measurements the worker sends all of
     *     them again
     * @param startedWith what the run was asked for with, for the worker to keep: a master that starts again between runs learns from
     *     it what it has to go on with; null where a master that starts again knows
     * @param clockMicros what the {@link MasterClock} was
     * @param resets how often the master's life has seen statistics forgotten: what the worker measured before the last time is forgotten
     */
    public record Registered(
            String runId,
            int index,
            String target,
            long heartbeatMillis,
            long leaseMillis,
            long reportMillis,
            long targetWaitMillis,
            Map<String, String> settings,
            String epoch,
            String startedWith,
            long clockMicros,
            Long resets) {
        public Registered {
            // A master that does not say so does not know either.
            resets = resets == null ? 0 : resets;
        }
    }

    /** A worker asks what the master's clock is. */
    public record AskClock() {}

    /** @param micros what the {@link MasterClock} was between the question and this answer */
    public record Clock(long micros) {}

    /**
     * A worker that has no plan asks for the master's.
     *
     * @param offset how many bytes of it the worker has
     */
    public record FetchPlan(String token, long offset) {}

    /**
     * A part of the plan's files, which follow one another in the order of their names.
     *
     * @param entry the name of the plan's own file
     * @param selection which of the plan's tasks are wanted
     * @param hash of all files and the selection, to be compared when the last part is there
     * @param files names and sizes, in the first part only
     * @param data from the offset on, in base64
     */
    public record PlanPart(
            String entry, TagSelection selection, String hash, List<PlanFile> files, long offset, String data) {}

    /** @param size in bytes */
    public record PlanFile(String name, long size) {}

    /** A second connection of a registered worker, for its reports, so that they never delay a heartbeat. */
    public record Attach(String token, String worker) {}

    /**
     * The worker is not ready yet.
     *
     * @param what keeps it, for people
     */
    public record Waiting(String what) {}

    /**
     * Both connections stand, the load engine is up and the target was looked for; also after the worker came back, and when its plan
     * knows that the test starts.
     *
     * @param resume null before the run began
     * @param startedWith as in {@link Registered}
     */
    public record Ready(Resume resume, String startedWith) {}

    /**
     * What a worker knows of the run's course; a master that has just started learns it from this.
     *
     * @param elapsedMillis since the users began
     * @param measuredMillis since what is measured began to be
     * @param members as in {@link Granted}
     * @param users that it was told to run, by class
     * @param shares its part of the open model's arrivals, as in {@link Arrivals}; empty in the closed model
     * @param pursued as in {@link Granted}
     * @param stopping whether it was told to stop
     */
    public record Resume(
            long elapsedMillis,
            long measuredMillis,
            int members,
            Map<String, Integer> users,
            List<Arrivals.Share> shares,
            Pursued pursued,
            boolean stopping) {}

    /** A number of users, all workers together, and the rate at which they start. */
    public record Pursued(int users, double spawnRate) {}

    /** The test starts: a worker whose plan is in Java lets it know, and says again that it is ready when the plan has dealt with it. */
    public record TestStart() {}

    /**
     * Begin: the run's clock starts at a moment that is yet to come, and the first users with it, on all workers together.
     *
     * @param beginMicros that moment, of the {@link MasterClock}
     * @param users as in {@link Spawn}
     * @param overMillis as in {@link Spawn}
     */
    public record Start(long beginMicros, Map<String, Integer> users, long overMillis) {}

    /**
     * A worker that was told to begin has.
     *
     * @param lateMicros how long after the moment that it was told its first user's first request was due, as it takes its clock to be
     * @param boundMicros by how much its clock may be wrong about that to either side
     */
    public record Begun(long lateMicros, long boundMicros) {}

    /**
     * The users that the worker should run.
     *
     * @param users absolute, by class
     * @param overMillis spread the change evenly over this time
     * @param beginMicros when the run's clock started, of the {@link MasterClock}
     */
    public record Spawn(Map<String, Integer> users, long overMillis, long beginMicros) {}

    /**
     * Iterations that the worker starts, in the open model; the whole of it each time.
     *
     * @param beginMicros when the run's clock starts or started, of the {@link MasterClock}
     * @param curve the rate of all workers together: ramps one after the other, from 0
     * @param poisson at random moments instead of at equal distances
     * @param maxUsers that this worker runs at a time
     * @param weights of user classes
     * @param shares which arrivals are the worker's, in the order of their first
     */
    public record Arrivals(
            long beginMicros,
            List<Ramp> curve,
            boolean poisson,
            int maxUsers,
            long maxStartDelayMillis,
            Map<String, Integer> weights,
            List<Share> shares) {
        /** @param rate per second at the end */
        public record Ramp(double rate, long nanos) {}

        /**
         * From an arrival on, and until the next share begins, every n-th is the worker's.
         *
         * @param from the first arrival that this is about
         * @param of n
         * @param index arrivals whose number leaves this remainder, less than zero for none
         */
        public record Share(long from, int of, int index) {}
    }

    /**
     * Stop all users.
     *
     * @param drainMillis requests in flight may finish for this long
     * @param arrivals in the open model, how many were due, all workers together: one that a worker's clock has not come to yet still
     *     starts, so that each of them has either started or been dropped; 0 in the closed model
     */
    public record Stop(long drainMillis, long arrivals) {}

    /**
     * The worker's last report is in: its part in this run is over.
     *
     * @param again true when another run may follow: the process registers for it; else it may end
     */
    public record Quit(boolean again) {}

    /**
     * A sign of life.
     *
     * @param started requests started since the beginning
     * @param reserve the worker asks to start requests up to this number; it starts none above what was granted, so that the master
     *     can bound what a worker did that it never heard of
     * @param cpu share of one core that the thread that drives the load used of late, over half a second or more, 0 to 1
     * @param loopDelayMicros how long a task waited for that thread just now
     * @param roundTripMicros how long the answer to the heartbeat before took; 0 before there was one
     */
    public record Heartbeat(
            int users,
            long started,
            long reserve,
            double cpu,
            long loopDelayMicros,
            Process process,
            long roundTripMicros) {}

    /**
     * The worker's process, measured every few seconds.
     *
     * @param number grows with each measurement
     * @param cores used on average
     * @param saturated that was near its CPU limit, or beyond its request while cores were scarce
     * @param throttled share of the time, 0 to 1, in which the kernel kept it from running because its limit was used up
     * @param waiting share of the time, 0 to 1, in which the thread that drives the load was ready to run and had no core
     * @param memoryBytes resident
     */
    public record Process(
            long number, double cores, boolean saturated, double throttled, double waiting, long memoryBytes) {
        /** Before the first measurement. */
        public static final Process UNKNOWN = new Process(0, 0, false, 0, 0, 0);
    }

    /**
     * The heartbeat's reservation holds.
     *
     * @param elapsedMillis since the users began; negative before
     * @param measuredMillis as in {@link Resume}
     * @param members workers that have taken part in the run by now, those that are gone included: what only the master has of them goes with it
     * @param pursued what the master has been told to pursue instead of the run's definition; null where that holds
     * @param clockMicros what the {@link MasterClock} was
     */
    public record Granted(
            long reserve, long elapsedMillis, long measuredMillis, int members, Pursued pursued, long clockMicros) {}

    /**
     * What was measured since the report before: a {@link dev.onrush.runner.stats.Delta}, or a part of one, in the bytes of the frame.
     *
     * @param sequence from 1, without gaps; a repeated one carries the same data
     * @param last no user runs any more and nothing more will come
     * @param more the data goes on in the next report, as it is too long for one
     * @param plan what the plan's code adds, as JSON; null when that is nothing
     * @param resets the number of the last {@link ResetStats} that the worker had heard of when this was measured: before a later one it
     *     is forgotten, but for how many requests there were; null where the worker does not say
     */
    public record Report(long sequence, boolean last, boolean more, String plan, Long resets) {}

    /** Everything up to this sequence number is in the result. */
    public record Acknowledged(long sequence) {}

    /**
     * A message of the plan's own, in either direction.
     *
     * @param number from 1 in each direction between a worker and the master, without gaps; a repeated one is the same
     * @param data JSON
     */
    public record Custom(long number, String type, String data) {
        public Custom {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(data, "data");
        }
    }

    /** Every message of the plan's own up to this number has come. */
    public record CustomReceived(long number) {}

    /** All users that were asked for run, all workers together. */
    public record SpawningComplete(int users) {}

    /**
     * What was measured so far is forgotten; the master sees to that, and plans are told.
     *
     * @param number from 1 in each life of a master
     */
    public record ResetStats(long number) {}

    /**
     * What the worker's process logged.
     *
     * @param first the number of the first line, counted since the process began; lines may come again, with the same numbers
     * @param lines at most {@link #MAX_LINES} that follow one another
     */
    public record Logs(long first, List<String> lines) {
        public static final int MAX_LINES = 200;
    }

    /** A worker's plan wants the test to stop. */
    public record StopTest(String reason) {}
}
