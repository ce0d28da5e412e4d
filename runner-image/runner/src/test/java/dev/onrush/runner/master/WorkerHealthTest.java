package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.master.WorkerHealth.Ailment;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkerHealthTest {
    private static final long START = -1_000_000_007L;

    private final WorkerHealth health = new WorkerHealth(START);
    private long now = START;

    private Set<Ailment> beat(double cpu, long loopDelayMicros, Messages.Process process) {
        return beat(cpu, loopDelayMicros, process, WorkerHealth.LEAST_APART);
    }

    private Set<Ailment> beat(double cpu, long loopDelayMicros, Messages.Process process, long nanosLater) {
        now += nanosLater;
        return health.heard(new Messages.Heartbeat(10, 100, 500, cpu, loopDelayMicros, process, 0), now);
    }

    private static Messages.Process process(long number, boolean saturated, double throttled) {
        return new Messages.Process(number, 0.5, saturated, throttled, 0, 1 << 20);
    }

    @Test
    void aThreadWithoutSpareCpuForThreeBeatsIsSaturated() {
        assertEquals(Set.of(), beat(0.95, 0, null));
        assertEquals(Set.of(), beat(0.95, 0, null));
        assertEquals(Set.of(Ailment.SATURATED), beat(0.95, 0, null));
        assertEquals(Set.of(), beat(0.95, 0, null), "it is said once");
        beat(0.1, 0, null);
        assertTrue(health.has(Ailment.SATURATED), "and it stays true of the run");
    }

    @Test
    void shortBurstsAreNone() {
        for (int i = 0; i < 20; i++) {
            beat(i % 3 == 0 ? 0.2 : 0.99, i % 3 == 0 ? 5 : 900_000, null);
        }
        assertFalse(health.has(Ailment.SATURATED));
        assertFalse(health.has(Ailment.STALLED));
    }

    /** A load that begins asks for grants in quick succession. */
    @Test
    void beatsOfOneMomentAreOne() {
        for (int i = 0; i < 10; i++) {
            assertEquals(Set.of(), beat(0.95, 250_000, null, 1_000_000));
        }
        assertEquals(0.95, health.cpu());
    }

    @Test
    void aLoopThatIsHeldUpForThreeBeatsIsStalled() {
        beat(0.1, 250_000, null);
        beat(0.1, 250_000, null);
        assertEquals(Set.of(Ailment.STALLED), beat(0.1, 250_000, null));
    }

    @Test
    void aSaturatedProcessCountsByMeasurementsAndNotByBeats() {
        for (int i = 0; i < 10; i++) {
            assertEquals(Set.of(), beat(0.1, 0, process(1, true, 0)));
        }
        assertEquals(Set.of(Ailment.SATURATED), beat(0.1, 0, process(2, true, 0)));
    }

    @Test
    void aThrottledProcessShowsAtOnce() {
        assertEquals(Set.of(), beat(0.1, 0, process(1, false, 0.005)));
        assertEquals(Set.of(Ailment.THROTTLED), beat(0.1, 0, process(2, false, 0.05)));
    }

    @Test
    void throttlingBeforeAnyUserRunsIsInNoNumber() {
        health.heard(new Messages.Heartbeat(0, 0, 500, 0.1, 0, process(1, false, 0.5), 0), now);
        assertFalse(health.has(Ailment.THROTTLED));
    }

    @Test
    void aThreadThatWaitsForACoreIsStalled() {
        assertEquals(Set.of(), beat(0.5, 0, new Messages.Process(1, 0.5, false, 0, 0.3, 1)));
        assertEquals(Set.of(Ailment.STALLED), beat(0.5, 0, new Messages.Process(2, 0.5, false, 0, 0.3, 1)));
    }

    /** With a slow target the worker only waits. */
    @Test
    void anIdleWorkerIsHealthy() {
        for (int i = 0; i < 100; i++) {
            assertEquals(Set.of(), beat(0.01, 30, process(i, false, 0)));
        }
        assertEquals(99, health.process().number());
    }
}
