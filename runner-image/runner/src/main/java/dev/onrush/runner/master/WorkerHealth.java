package dev.onrush.runner.master;

import dev.onrush.runner.bus.Messages;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Judges a worker's heartbeats: was the generator itself the bottleneck? What was true once stays in the result. */
final class WorkerHealth {
    /** What can speak against a worker's numbers. */
    enum Ailment {
        /** The thread that drives the load, or the whole process, had no CPU to spare. */
        SATURATED,
        /** Tasks waited long for the thread that drives the load, or that thread for a core. */
        STALLED,
        /** The kernel kept the process from running because its CPU limit was used up. */
        THROTTLED
    }

    /** Heartbeats in a row above this share of a core, or this loop delay, before it counts. */
    private static final int SUSTAINED = 3;

    /** Those that a worker sends meanwhile, to start more requests, are no further ones. */
    static final long LEAST_APART = TimeUnit.MILLISECONDS.toNanos(500);

    private static final double CPU_LIMIT = 0.9;
    private static final long LOOP_DELAY_LIMIT_MICROS = 200_000;

    /** The share of a measured time that is more than a hiccup. */
    private static final double THROTTLED_LIMIT = 0.01;

    /** The share of a measured time that the load may wait for a core. */
    private static final double WAITING_LIMIT = 0.1;

    private final Set<Ailment> found = EnumSet.noneOf(Ailment.class);
    private Messages.Process process = Messages.Process.UNKNOWN;
    private double cpu;
    private long judged;
    private int hotBeats;
    private int slowBeats;
    private int hotMeasurements;
    private int waitingMeasurements;

    /** @param now of {@link System#nanoTime}; when it was first heard */
    WorkerHealth(long now) {
        judged = now - LEAST_APART;
    }

    /**
     * @param now of {@link System#nanoTime}
     * @return what is new
     */
    Set<Ailment> heard(Messages.Heartbeat heartbeat, long now) {
        Set<Ailment> before = EnumSet.copyOf(found);
        cpu = heartbeat.cpu();
        if (now - judged >= LEAST_APART) {
            judged = now;
            hotBeats = cpu > CPU_LIMIT ? hotBeats + 1 : 0;
            slowBeats = heartbeat.loopDelayMicros() > LOOP_DELAY_LIMIT_MICROS ? slowBeats + 1 : 0;
        }
        if (heartbeat.process() != null && heartbeat.process().number() != process.number()) {
            process = heartbeat.process();
            // What the JVM needs to start is over by the second measurement.
            hotMeasurements = process.saturated() ? hotMeasurements + 1 : 0;
            waitingMeasurements = process.waiting() > WAITING_LIMIT ? waitingMeasurements + 1 : 0;
            note(Ailment.THROTTLED, heartbeat.users() > 0 && process.throttled() > THROTTLED_LIMIT);
        }
        note(Ailment.SATURATED, hotBeats >= SUSTAINED || hotMeasurements >= SUSTAINED - 1);
        note(Ailment.STALLED, slowBeats >= SUSTAINED || waitingMeasurements >= SUSTAINED - 1);
        Set<Ailment> fresh = EnumSet.copyOf(found);
        fresh.removeAll(before);
        return fresh;
    }

    private void note(Ailment ailment, boolean ill) {
        if (ill) {
            found.add(ailment);
        }
    }

    /** Whether the thread that drives the load was held up at the last heartbeat. */
    boolean isSlowNow() {
        return slowBeats > 0;
    }

    boolean has(Ailment ailment) {
        return found.contains(ailment);
    }

    /** Share of a core that the thread that drives the load used, 0 to 1. */
    double cpu() {
        return cpu;
    }

    /** What the process said of itself last. */
    Messages.Process process() {
        return process;
    }
}
