package dev.onrush.runner.cpu;

import java.util.OptionalDouble;

/**
 * What a control group allows its processes.
 *
 * @param limit cores that it may use at most, as a pod's CPU limit; empty without one
 * @param request cores that it gets when others want them too, as a pod's CPU request; empty where there is none, or the group has the default weight and nothing else says it
 * @param throttledNanos how long its processes were kept from running because the limit was used up, since the group exists
 */
public record CpuAllowance(OptionalDouble limit, OptionalDouble request, long throttledNanos) {
    /** Without a control group nothing is limited, and nothing is promised. */
    static final CpuAllowance NONE = new CpuAllowance(OptionalDouble.empty(), OptionalDouble.empty(), 0);
}
