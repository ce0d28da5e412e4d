package dev.onrush.runner.cpu;

/** Turns counters that only grow into the usage between two looks at them. Not thread-safe. */
public final class CpuMeter {
    private CpuCounters before;

    /** @param start what the first usage is counted from */
    public CpuMeter(CpuCounters start) {
        before = start;
    }

    /** The usage since the look before; nothing when no time has passed. */
    public CpuUsage next(CpuCounters now) {
        double nanos = now.nanoTime() - before.nanoTime();
        if (nanos <= 0) {
            return CpuUsage.NONE;
        }
        CpuUsage usage = new CpuUsage(
                Math.max(0, now.cpuNanos() - before.cpuNanos()) / nanos,
                now.allowance().limit(),
                now.allowance().request(),
                share(now.allowance().throttledNanos() - before.allowance().throttledNanos(), nanos),
                share(now.waitedNanos() - before.waitedNanos(), nanos));
        before = now;
        return usage;
    }

    private static double share(long part, double whole) {
        return Math.clamp(part / whole, 0, 1);
    }
}
