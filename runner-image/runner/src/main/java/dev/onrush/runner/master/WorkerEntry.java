package dev.onrush.runner.master;

import dev.onrush.runner.bus.Messages;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the master knows of one worker. */
final class WorkerEntry {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerEntry.class);

    /** Where a worker is. */
    enum State {
        /** Registered, not yet ready. */
        PREPARING,
        READY,
        RUNNING,
        /** Its last report is in. */
        DONE,
        /** Silent for longer than the lease, or gone when the run ended: what it did since its last report is unknown. */
        LOST
    }

    private final String id;
    private final int index;
    private final Messages.Register register;
    private final WorkerHealth health;
    private State state = State.PREPARING;
    private boolean connected = true;
    private boolean leftEarly;
    private boolean released;
    private Duration away = Duration.ZERO;
    private long lastSeen;
    private long granted;
    private long reported;
    private long sequence;
    private long roundTripMicros;
    private int users;
    private long watermark;
    private long lostUntil;
    private Messages.Process process = Messages.Process.UNKNOWN;
    private int[] assigned;

    WorkerEntry(Messages.Register register, int index, int classes, long now) {
        this.id = register.worker();
        this.register = register;
        this.index = index;
        this.assigned = new int[classes];
        this.lastSeen = now;
        this.health = new WorkerHealth(now);
    }

    void seen(long now) {
        lastSeen = now;
    }

    void heartbeat(Messages.Heartbeat heartbeat, long now) {
        seen(now);
        users = heartbeat.users();
        roundTripMicros = heartbeat.roundTripMicros();
        process = heartbeat.process() == null ? Messages.Process.UNKNOWN : heartbeat.process();
        granted = Math.max(granted, heartbeat.reserve());
        health.heard(heartbeat, now).forEach(ailment -> LOG.warn("{} is {}", name(), ailment));
    }

    /** @param requests completed or aborted ones in the report */
    void reported(long newSequence, long requests) {
        sequence = newSequence;
        reported += requests;
    }

    /** Nothing that it is yet to tell of was due before, in nanoseconds since the users began. */
    void watermark(long nanos) {
        watermark = Math.max(watermark, nanos);
    }

    long watermark() {
        return watermark;
    }

    /** Whether it was lost at some time. */
    boolean wasLost() {
        return lostUntil > 0;
    }

    /** Whether it was lost with what it did between two times. One that returned brings that with it. */
    boolean misses(long from, long to) {
        return to > watermark && from < lostUntil;
    }

    /** Requests that it may have started and that are in no report: it starts none above what was granted. */
    long unaccounted() {
        return Math.max(0, granted - reported);
    }

    void state(State next) {
        if (next == State.LOST || next == State.DONE) {
            users = 0;
        }
        state = next;
    }

    /** It left because the run wants fewer workers: nobody misses it. */
    void released() {
        released = true;
    }

    boolean isReleased() {
        return released;
    }

    /** It was silent for longer than the lease: others have its users now. @param untilNanos since the users began: it drives no load after that */
    void lost(long untilNanos) {
        lostUntil = untilNanos;
        state(State.LOST);
        assigned = new int[assigned.length];
    }

    /** It was lost and is here again, with all that it measured meanwhile; its share grows from nothing. */
    void returned(long now) {
        away = away.plusNanos(now - lastSeen);
        state = State.PREPARING;
    }

    /** It left in good order, and nobody had asked it to. */
    void leftEarly() {
        leftEarly = true;
    }

    boolean hasLeftEarly() {
        return leftEarly;
    }

    void connected(boolean now) {
        connected = now;
    }

    void assigned(int[] counts) {
        assigned = counts;
    }

    /** How long it was out of reach while it counted as lost, and came back. */
    Duration away() {
        return away;
    }

    boolean isLive() {
        return state != State.LOST && state != State.DONE;
    }

    boolean isMissing() {
        return state == State.LOST || leftEarly || isLive() && !connected;
    }

    String id() {
        return id;
    }

    int index() {
        return index;
    }

    /** For people: which process it is. */
    String name() {
        return "worker " + index + " (" + register.host() + ", pid " + register.pid() + ")";
    }

    State state() {
        return state;
    }

    String host() {
        return register.host();
    }

    long pid() {
        return register.pid();
    }

    /** What its process said of itself last. */
    Messages.Process process() {
        return process;
    }

    long roundTripMicros() {
        return roundTripMicros;
    }

    long lastSeen() {
        return lastSeen;
    }

    long granted() {
        return granted;
    }

    long sequence() {
        return sequence;
    }

    int users() {
        return users;
    }

    int[] assigned() {
        return assigned;
    }

    WorkerHealth health() {
        return health;
    }
}
