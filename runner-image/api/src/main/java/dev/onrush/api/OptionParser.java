package dev.onrush.api;

/** Where a plan adds options of its own to the command line. */
@FunctionalInterface
public interface OptionParser {
    /** Adds an option; {@link Environment#option} then has its value. */
    void add(Option<?> option);
}
