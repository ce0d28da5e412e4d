package dev.onrush.runner.loop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The alarms of a loop, and when the next of them is due; times are of {@link System#nanoTime}. Used on the loop. */
final class Alarms {
    private static final Alarm[] NONE = {};

    private Alarm[] alarms = NONE;
    private long due = Alarm.NEVER;
    private long exactlyDue = Alarm.NEVER;

    void add(Alarm next) {
        alarms = Arrays.copyOf(alarms, alarms.length + 1);
        alarms[alarms.length - 1] = next;
    }

    void clear() {
        alarms = NONE;
        due = Alarm.NEVER;
        exactlyDue = Alarm.NEVER;
    }

    /** Does what is due. */
    void ring(long now) {
        due = Alarm.NEVER;
        exactlyDue = Alarm.NEVER;
        for (Alarm alarm : alarms) {
            long moment = alarm.ring(now);
            if (alarm.isOver()) {
                forget(alarm);
            } else {
                due = Math.min(due, moment);
                exactlyDue = alarm.isExact() ? Math.min(exactlyDue, moment) : exactlyDue;
            }
        }
    }

    /** When something is due again; {@link Alarm#NEVER} for nothing. */
    long due() {
        return due;
    }

    /** The same for what has to happen {@linkplain Alarm#isExact exactly} then. */
    long exactlyDue() {
        return exactlyDue;
    }

    private void forget(Alarm over) {
        List<Alarm> kept = new ArrayList<>(List.of(alarms));
        kept.remove(over);
        alarms = kept.toArray(NONE);
    }
}
