package dev.onrush.runner.cpu;

import java.util.OptionalDouble;

/**
 * The CPU of one process over the last seconds.
 *
 * @param cores used on average
 * @param limit cores that it may use; empty without a limit
 * @param request cores that it was promised; empty where nothing was
 * @param throttled share of the time, 0 to 1, in which the kernel kept it from running because the limit was used up
 * @param waiting share of the time, 0 to 1, in which the thread that matters was ready to run and had no core
 */
public record CpuUsage(double cores, OptionalDouble limit, OptionalDouble request, double throttled, double waiting) {
    /** From this share of what is allowed on, a process has nothing left for a burst. */
    private static final double NEAR = 0.9;

    /** Below this, a throttled moment is a hiccup; above, it is in the latencies. */
    private static final double THROTTLED = 0.01;

    private static final double WAITING = 0.1;

    static final CpuUsage NONE = new CpuUsage(0, OptionalDouble.empty(), OptionalDouble.empty(), 0, 0);

    /**
     * True near the limit. Without a limit, true near the request while there are no free cores: what goes beyond a request costs
     * nothing as long as nobody else wants it.
     */
    public boolean isSaturated() {
        return limit.isPresent()
                ? cores > NEAR * limit.getAsDouble()
                : request.isPresent() && cores > NEAR * request.getAsDouble() && waiting > WAITING;
    }

    /** The part that is used of what the process may use: of its limit, else of its request, else of the machine. */
    public double share() {
        double most = limit.orElse(request.orElse(Runtime.getRuntime().availableProcessors()));
        return cores / most;
    }

    /** True when the kernel froze the process for longer than can be overlooked. */
    public boolean isThrottled() {
        return throttled > THROTTLED;
    }
}
