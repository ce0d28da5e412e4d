package dev.onrush.runner.report;

import java.util.List;

/** The percentiles that files, pages and tables show: Locust's. */
public final class Percentiles {
    /** As they are written, the lowest first. */
    public static final List<String> NAMES =
            List.of("50", "66", "75", "80", "90", "95", "98", "99", "99.9", "99.99", "100");

    private Percentiles() {}
}
