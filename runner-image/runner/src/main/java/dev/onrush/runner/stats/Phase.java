package dev.onrush.runner.stats;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the load does in an interval. */
public enum Phase {
    /** At some moment of it users were being started or stopped, a stage or the arrival rate was moving. */
    RAMP,
    /** The load was level all the time. */
    STEADY,
    /** Users were told to stop, or had been. */
    STOPPING;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
