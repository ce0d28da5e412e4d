package dev.onrush.runner.http1;

import dev.onrush.runner.loop.Alarm;
import dev.onrush.runner.loop.ContextTurn;
import io.vertx.core.Context;

/** A wheel of deadlines that its loop turns: no timer of the loop is set or moved for any of them. */
final class WheelAlarm implements Alarm {
    private final Context context;
    private final Wheel wheel = new Wheel(System.nanoTime());
    private long due = NEVER;
    private boolean over;

    WheelAlarm(Context context) {
        this.context = context;
    }

    /** @return when it will be due, as {@link Wheel#set} */
    long set(Deadline deadline, long at) {
        long moment = wheel.set(deadline, at);
        due = Math.min(due, moment);
        return moment;
    }

    /** It is still looked for when it would have been due, which is cheaper than to look for the next with every request. */
    void remove(Deadline deadline) {
        wheel.remove(deadline);
    }

    /** Everything that is due by now happens now, however late the loop is. */
    void catchUp(long now) {
        wheel.advance(now);
    }

    /** Nothing happens any more. */
    void end() {
        over = true;
    }

    @Override
    public long ring(long now) {
        if (due == NEVER || due - now > 0) {
            return due;
        }
        advance();
        due = wheel.nextNanos();
        return due;
    }

    private void advance() {
        ContextTurn turn = ContextTurn.begin(context);
        try {
            wheel.advance(System.nanoTime());
        } catch (RuntimeException e) {
            turn.failed(e);
        } finally {
            turn.end();
        }
    }

    @Override
    public boolean isOver() {
        return over;
    }

    /** A tick more or less is nothing that a loop would have to stay awake for. */
    @Override
    public boolean isExact() {
        return false;
    }
}
