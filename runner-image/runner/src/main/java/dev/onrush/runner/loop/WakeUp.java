package dev.onrush.runner.loop;

import dev.onrush.runner.platform.TimerDescriptor;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.Future;
import java.util.Optional;

/**
 * Ends the sleep of a loop with epoll in time. A loop that is woken by answers again and again while it waits for one moment sets it once; a timeout of each sleep would be
 * set and taken back each time, which costs more than to fall asleep and to wake up where the timer is a virtual machine's. Used on the loop.
 */
final class WakeUp implements EpollIoHandle {
    private final TimerDescriptor timer;
    private final FileDescriptor descriptor;
    private Optional<IoRegistration> registration = Optional.empty();
    private long at = Alarm.NEVER;

    private WakeUp(TimerDescriptor timer) {
        this.timer = timer;
        this.descriptor = new FileDescriptor(timer.number());
    }

    /** The one of a loop, whose thread this is; empty where there is no such thing. */
    static Optional<WakeUp> of(IoEventLoop loop) {
        return TimerDescriptor.open().map(WakeUp::new).filter(made -> made.register(loop));
    }

    private boolean register(IoEventLoop loop) {
        // Done when it returns, on the loop's own thread.
        Future<IoRegistration> made = loop.register(this);
        if (!made.isSuccess()) {
            close();
            return false;
        }
        registration = Optional.of(made.getNow());
        // The kernel tells of each time once, so that nothing has to be read from it.
        made.getNow().submit(EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLET));
        return true;
    }

    /**
     * Has the loop woken at a moment at the latest.
     *
     * @param now of {@link System#nanoTime}, as is the moment
     * @return false where the kernel does not do it, and once it is closed: Netty does that when the loop is about to end, which it goes round until then
     */
    boolean by(long moment, long now) {
        if (at != Alarm.NEVER && at - now > 0 && at - moment <= 0) {
            return true;
        }
        at = moment;
        return timer.set(moment - now);
    }

    @Override
    public FileDescriptor fd() {
        return descriptor;
    }

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
        at = Alarm.NEVER;
    }

    /** Wakes nobody up any more. */
    @Override
    public void close() {
        registration.ifPresent(IoRegistration::cancel);
        registration = Optional.empty();
        timer.close();
    }
}
