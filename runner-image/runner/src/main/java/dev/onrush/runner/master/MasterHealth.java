package dev.onrush.runner.master;

import dev.onrush.runner.cpu.CpuMeter;
import dev.onrush.runner.cpu.CpuUsage;
import dev.onrush.runner.cpu.ProcessCpu;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the master itself keeps up: one that does not, says late what workers should do, and shows old numbers. */
final class MasterHealth {
    /** How often {@link #look} is to be called. */
    static final Duration EVERY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(MasterHealth.class);
    private static final int SUSTAINED = 2;

    private final ProcessCpu process;
    private final CpuMeter meter;
    private int hot;
    private boolean saturated;

    /** Must be made on the master's event loop. */
    MasterHealth() {
        process = ProcessCpu.watchingThisThread();
        meter = new CpuMeter(process.read());
    }

    /** @return what was seen */
    CpuUsage look() {
        CpuUsage usage = meter.next(process.read());
        hot = usage.isSaturated() || usage.isThrottled() ? hot + 1 : 0;
        if (hot >= SUSTAINED && !saturated) {
            saturated = true;
            LOG.warn("the master is near its CPU limit: {} cores used", String.format("%.2f", usage.cores()));
        }
        return usage;
    }

    boolean isSaturated() {
        return saturated;
    }
}
