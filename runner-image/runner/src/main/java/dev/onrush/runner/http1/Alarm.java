package dev.onrush.runner.http1;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Wakes a wheel of deadlines up when one is due: at most one timer of the loop for all of them. */
final class Alarm {
    private final EventLoop loop;
    private final Wheel wheel = new Wheel(System.nanoTime());
    private Future<?> timer;
    private long setFor = Long.MAX_VALUE;

    Alarm(EventLoop loop) {
        this.loop = loop;
    }

    void set(Deadline deadline, long at) {
        wheel.set(deadline, at);
        if (at < setFor) {
            ring(at + Wheel.TICK_NANOS);
        }
    }

    /** The timer stays: it finds nothing due then, which is cheaper than to move it with every request. */
    void remove(Deadline deadline) {
        wheel.remove(deadline);
    }

    /** Everything that is due by now happens now, however late the loop's timers are. */
    void catchUp(long now) {
        wheel.advance(now);
    }

    private void ring(long at) {
        if (timer != null) {
            timer.cancel(false);
        }
        setFor = at;
        timer = loop.schedule(this::rang, at - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void rang() {
        timer = null;
        setFor = Long.MAX_VALUE;
        wheel.advance(System.nanoTime());
        long next = wheel.nextNanos();
        if (next < setFor) {
            ring(next);
        }
    }
}
