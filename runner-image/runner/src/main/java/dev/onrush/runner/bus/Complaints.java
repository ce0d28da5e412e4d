package dev.onrush.runner.bus;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** Warnings about others, of which there may be millions: the first few of each second are logged and the rest is counted. */
public final class Complaints {
    private static final int PER_SECOND = 3;

    private final Logger log;
    private long second = Long.MIN_VALUE;
    private int logged;
    private long left;

    public Complaints(Logger log) {
        this.log = log;
    }

    /** @param format with {} for each argument */
    public synchronized void warn(String format, Object... arguments) {
        long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        if (now != second) {
            if (left > 0) {
                log.warn("and {} more like these", left);
            }
            second = now;
            logged = 0;
            left = 0;
        }
        if (logged < PER_SECOND) {
            logged++;
            log.warn(format, arguments);
        } else {
            left++;
        }
    }
}
