package dev.onrush.runner.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CpuMeterTest {
    private static final long SECOND = 1_000_000_000;

    private static CpuAllowance allowance(double limit, double request, long throttledNanos) {
        return new CpuAllowance(optional(limit), optional(request), throttledNanos);
    }

    private static OptionalDouble optional(double cores) {
        return cores == 0 ? OptionalDouble.empty() : OptionalDouble.of(cores);
    }

    /** Five seconds with this much CPU and waiting per second. */
    private static CpuUsage usage(double cores, double waiting, double limit, double request, long throttledNanos) {
        CpuMeter meter = new CpuMeter(new CpuCounters(7, 11, 13, allowance(limit, request, 17)));
        return meter.next(new CpuCounters(
                7 + 5 * SECOND,
                11 + (long) (5 * SECOND * cores),
                13 + (long) (5 * SECOND * waiting),
                allowance(limit, request, 17 + throttledNanos)));
    }

    @Test
    void usageIsWhatCameToItSinceTheLookBefore() {
        CpuUsage usage = usage(0.75, 0.2, 2, 1, SECOND / 2);
        assertEquals(new CpuUsage(0.75, OptionalDouble.of(2), OptionalDouble.of(1), 0.1, 0.2), usage);
    }

    @Test
    void nearTheLimitIsSaturated() {
        assertFalse(usage(0.89, 0.5, 1, 0.25, 0).isSaturated());
        assertTrue(usage(0.91, 0, 1, 0.25, 0).isSaturated());
    }

    @Test
    void beyondTheRequestIsSaturatedOnlyWhileCoresAreScarce() {
        assertFalse(usage(0.9, 0.01, 0, 0.25, 0).isSaturated());
        assertTrue(usage(0.9, 0.2, 0, 0.25, 0).isSaturated());
        assertFalse(usage(0.2, 0.2, 0, 0.25, 0).isSaturated());
        assertFalse(usage(1.9, 0.2, 0, 0, 0).isSaturated(), "nothing was promised, nothing is limited");
    }

    @Test
    void throttlingShowsOnceItIsMoreThanAHiccup() {
        assertFalse(usage(0.1, 0, 1, 0, SECOND / 25).isThrottled());
        assertTrue(usage(0.1, 0, 1, 0, SECOND / 15).isThrottled());
    }

    @Test
    void withoutTimeThereIsNoUsage() {
        CpuCounters now = new CpuCounters(5, 5, 5, CpuAllowance.NONE);
        assertEquals(CpuUsage.NONE, new CpuMeter(now).next(now));
    }

    @Test
    void thisProcessUsesCpuAndMemory() {
        ProcessCpu process = ProcessCpu.watchingThisThread();
        CpuMeter meter = new CpuMeter(process.read());
        long until = System.nanoTime() + SECOND / 5;
        long spun = 0;
        while (System.nanoTime() < until) {
            spun++;
        }
        assertTrue(spun > 0 && meter.next(process.read()).cores() > 0);
        assertTrue(ProcessCpu.residentBytes() > 1 << 20);
    }
}
