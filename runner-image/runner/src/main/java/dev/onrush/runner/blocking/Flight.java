package dev.onrush.runner.blocking;

import dev.onrush.runner.http.HttpUser;
import dev.onrush.runner.http.Response;
import dev.onrush.runner.loop.PollClock;

/**
 * One request, from when it is wanted until it is counted: once, as completed or as aborted. Touched by its user's thread and the
 * load's loop in turn, never at once. Times are of {@link System#nanoTime}.
 */
final class Flight {
    final String type;
    final String name;
    /** When the plan wanted it. */
    long due = System.nanoTime();

    /** Since when only this generator kept it from being sent: {@link #due}, or later where it waited for something else. */
    long sendable = due;

    long sent;
    /** No earlier than when the kernel had taken it; 0 when that is not known. */
    long written;

    /** How long this generator may have kept it beside {@link #lag}. */
    private long held;

    /** When the call that sent it returned; 0 before. */
    long handed;

    /** 0 while it is under way. */
    long end;

    /** No later than when its end could be noticed. */
    long earliestEnd;

    /** Null while it is under way, and where there was no whole answer. */
    Response response;

    /** Why there was no whole answer; null where there was one. */
    String error;

    /** Why it failed, as far as is known; null for a success. */
    String failure;

    private boolean counted;

    Flight(String type, String name) {
        this.type = type;
        this.name = name;
    }

    /** The first request of an arrival is due with it. */
    void due(Turns.Turn turn) {
        due = turn.due();
        sendable = turn.sendable();
    }

    /** It is wanted at this moment. */
    void dueNow() {
        due = System.nanoTime();
        sendable = due;
    }

    /** True the first time. */
    boolean count() {
        boolean first = !counted;
        counted = true;
        return first;
    }

    /** The time from the plan's wish to the load's loop, which is this generator's own. */
    long lag() {
        return (handed == 0 ? sent : handed) - sendable + held;
    }

    /** True when its end was seen on the load's loop, and the plan has not said yet what it makes of it. */
    boolean isAnswered() {
        return response != null || error != null;
    }

    /** Bytes of the answer's body; 0 where there is none. */
    long length() {
        return response == null ? 0 : response.bodyBytes();
    }

    /** Whoever noticed the end was there when it came. */
    void over(long nanos) {
        end = nanos;
        earliestEnd = nanos;
    }

    /** On the load's loop, whose clock knows since when it may have been there. */
    void landed(Response answer, Throwable cause, HttpUser http, PollClock clock) {
        end = System.nanoTime();
        written = http.written(handed);
        held = http.held(end);
        earliestEnd = Math.min(end, clock.readableAfter());
        response = answer;
        if (answer == null) {
            error = String.valueOf(cause.getMessage());
            failure = error;
        } else if (answer.status() >= 400) {
            failure = "status " + answer.status();
        }
    }
}
