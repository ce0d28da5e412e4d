package dev.onrush.runner.worker;

import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.cpu.CpuCounters;
import dev.onrush.runner.cpu.CpuMeter;
import dev.onrush.runner.cpu.CpuUsage;
import dev.onrush.runner.cpu.ProcessCpu;
import java.time.Duration;
import java.util.function.Consumer;

/** What heartbeats say of the worker's process: measured every few seconds, so that a short burst is no alarm. */
final class ProcessHealth {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final ProcessCpu process;
    private final CpuMeter meter;
    private long measuredAt;
    private long number;
    private final Consumer<CpuUsage> measured;
    private Messages.Process last = Messages.Process.UNKNOWN;

    /** @param measured is given each measurement */
    ProcessHealth(ProcessCpu process, Consumer<CpuUsage> measured) {
        CpuCounters start = process.read();
        this.process = process;
        this.measured = measured;
        this.meter = new CpuMeter(start);
        this.measuredAt = start.nanoTime();
    }

    /** The latest; measured anew when it is old. */
    Messages.Process now() {
        if (System.nanoTime() - measuredAt >= EVERY.toNanos()) {
            CpuCounters counters = process.read();
            measuredAt = counters.nanoTime();
            CpuUsage usage = meter.next(counters);
            measured.accept(usage);
            last = message(usage);
        }
        return last;
    }

    private Messages.Process message(CpuUsage usage) {
        return new Messages.Process(
                ++number,
                usage.cores(),
                usage.isSaturated(),
                usage.throttled(),
                usage.waiting(),
                ProcessCpu.residentBytes());
    }
}
