package dev.onrush.runner.loop;

import io.netty.channel.IoEventLoop;
import java.util.Optional;

/** A loop's own timer, which ends its sleeps in place of its transport's timeout: from when it is first wanted until nobody wants it, or never where there is none. Used on the loop. */
final class SleepTimer {
    private boolean possible;
    private Optional<WakeUp> wakeUp = Optional.empty();

    /** @param possible false where the transport can do nothing with one */
    SleepTimer(boolean possible) {
        this.possible = possible;
    }

    /** The loop, whose thread this is, is about to sleep for those who want its clock. */
    void wanted(IoEventLoop loop) {
        if (possible && wakeUp.isEmpty()) {
            wakeUp = WakeUp.of(loop);
            possible = wakeUp.isPresent();
        }
    }

    /**
     * Has the loop woken at a moment at the latest.
     *
     * @param now of {@link System#nanoTime}, as is the moment
     * @return false where it does not, and the transport's timeout is needed
     */
    boolean endsBy(long moment, long now) {
        if (wakeUp.isEmpty()) {
            return false;
        }
        if (!wakeUp.get().by(moment, now)) {
            possible = false;
            close();
        }
        return possible;
    }

    /** Wakes nobody up, until it is wanted again. */
    void close() {
        wakeUp.ifPresent(WakeUp::close);
        wakeUp = Optional.empty();
    }
}
