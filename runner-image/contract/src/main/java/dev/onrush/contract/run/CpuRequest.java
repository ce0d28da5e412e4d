package dev.onrush.contract.run;

import java.util.Map;
import java.util.OptionalLong;

/** How a program learns of its pod's CPU request: what its control group has of it depends on the node's container runtime. */
public final class CpuRequest {
    /** The environment variable that has it, in thousandths of a core; 0 where nothing is requested. */
    public static final String VARIABLE = "ONRUSH_CPU_REQUEST_MILLIS";

    private CpuRequest() {}

    /** Thousandths of a core; empty where the program was not told. */
    public static OptionalLong millis(Map<String, String> environment) {
        try {
            long millis = Long.parseLong(environment.getOrDefault(VARIABLE, ""));
            return millis < 0 ? OptionalLong.empty() : OptionalLong.of(millis);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
