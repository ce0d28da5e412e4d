package dev.onrush.runner.loop;

import dev.onrush.runner.platform.TimeSlice;
import dev.onrush.runner.platform.TimerSlack;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * An event loop that notes each time it asks the kernel what is readable and keeps alarms. Once somebody wants its clock, it asks at
 * least once a millisecond.
 */
public final class ClockedLoop extends SingleThreadIoEventLoop {
    /** The longest time that the loop sleeps: what comes meanwhile is known to have come within it. */
    private static final long LONGEST_SLEEP = 1_000_000;

    /** Timers of NIO have a resolution of a millisecond, so the loop does not sleep when it must be awake before that. */
    private static final long COARSE_SPIN = 1_200_000;

    /** Where the kernel keeps time to microseconds, it takes about as long as this to fall asleep and to be woken. */
    private static final long FINE_SPIN = 15_000;

    /** The kernel tells of no more connections in one answer, at the least. */
    private static final int ALL_AT_ONCE = 4_096;

    /** What Netty says for none. */
    private static final long NO_DEADLINE = -1;

    /** After a sleep of this length the loop has time to look once more before it sleeps again. */
    private static final long IDLE = 200_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final PollClock clock = new PollClock();
    private final Turn sleeping = new Turn(true);
    private final Turn looking = new Turn(false);
    private final Alarms alarms = new Alarms();
    private volatile boolean watched;
    private final boolean fine;
    private boolean idle;
    private Courtesy courtesy = Courtesy.NONE;
    private Optional<StallWatch> watch = Optional.empty();
    private final AtomicLong turns = new AtomicLong();
    private final Naps naps = new Naps(System.nanoTime());
    private final SleepTimer timer;

    /** @param fine whether its transport can sleep for fractions of a millisecond */
    ClockedLoop(IoEventLoopGroup parent, Executor executor, IoHandlerFactory handlers, boolean fine) {
        super(parent, executor, handlers);
        this.fine = fine;
        this.timer = new SleepTimer(fine);
    }

    /** The loop of a context; empty where it is another kind of loop. */
    public static Optional<ClockedLoop> of(Context context) {
        return ((ContextInternal) context).nettyEventLoop() instanceof ClockedLoop clocked
                ? Optional.of(clocked)
                : Optional.empty();
    }

    PollClock clock() {
        watched = true;
        return clock;
    }

    /** Adds to what the loop does at certain times. To be called on the loop. */
    public void alarm(Alarm next) {
        alarms.add(next);
        watched = true;
        if (fine) {
            TimerSlack.none();
            TimeSlice.shorten();
        }
    }

    /** It sleeps for a part of the time even if it never could, for those who would starve beside it. On the loop. */
    void giveWay(Courtesy to) {
        courtesy = to;
        if (watch.isEmpty()) {
            watch = Optional.of(StallWatch.over(turns::getOpaque));
        }
    }

    /** Nobody wants its clock or alarms any more, until somebody does again: it sleeps for as long as it has nothing to do. On the loop. */
    void rest() {
        alarms.clear();
        // Before anybody may take it for a loop that has something to wait for.
        timer.close();
        watched = false;
        courtesy = Courtesy.NONE;
        watch.ifPresent(StallWatch::close);
        watch = Optional.empty();
    }

    @Override
    protected int runIo() {
        turns.setOpaque(turns.getPlain() + 1);
        alarms.ring(System.nanoTime());
        long asked = asks();
        if (courtesy.isDue(naps.awake(asked))) {
            courtesy.begin();
            int handled = nap(courtesy.nap());
            courtesy.end();
            return handled;
        }
        long exactlyDue = alarms.exactlyDue();
        if (exactlyDue - asked < (fine ? FINE_SPIN : COARSE_SPIN)) {
            idle = false;
            return fine && naps.isDue(asked, exactlyDue - asked > 0) ? nap(Naps.NAP) : ask(looking);
        }
        if (idle && watched) {
            // What the next sleep ends for became readable after this look, which is later than the sleep before.
            int handled = ask(looking);
            if (handled > 0) {
                return handled;
            }
            asked = asks();
        }
        return sleep(asked);
    }

    /** Not by asking for what is readable: an answer would end the nap before whoever waits for the core has had its share. */
    private int nap(long nanos) {
        LockSupport.parkNanos(nanos);
        naps.slept(asks());
        return ask(looking);
    }

    private int sleep(long asked) {
        if (watched) {
            timer.wanted(this);
        }
        boolean tired = naps.isTired(asked);
        // To ask is dear, and of use only for what has to happen on time.
        boolean doubtful = tired && alarms.exactlyDue() != Alarm.NEVER;
        long ranBefore = doubtful ? THREADS.getCurrentThreadCpuTime() : 0;
        int handled = ask(sleeping);
        long now = System.nanoTime();
        long took = now - asked;
        idle = took > IDLE;
        if (tired && Naps.isSleep(took, doubtful ? THREADS.getCurrentThreadCpuTime() - ranBefore : 0)) {
            naps.slept(now);
        }
        return handled;
    }

    /** True for a loop that is somebody's who needs it for himself, or that connections belong to. */
    boolean isTaken() {
        return watched || getNumOfRegisteredChannels() > 0;
    }

    boolean isWatched() {
        return watched;
    }

    private int ask(Turn turn) {
        turn.begin();
        int handled = ioHandler().run(turn);
        clock.answered(turn.asked() && handled < ALL_AT_ONCE);
        return handled;
    }

    private long asks() {
        long now = System.nanoTime();
        clock.asks(now);
        return now;
    }

    private long longestSleep(long now) {
        long due = alarms.due();
        return due == Alarm.NEVER ? LONGEST_SLEEP : Math.clamp(due - now, 0, LONGEST_SLEEP);
    }

    private final class Turn implements IoHandlerContext {
        private final boolean maySleep;
        private boolean first;
        private boolean couldSleep;
        private boolean couldSleepAtFirst;

        Turn(boolean maySleep) {
            this.maySleep = maySleep;
        }

        void begin() {
            first = true;
        }

        /** False where it was to sleep and then found something to do: then Netty may not have asked the kernel. */
        boolean asked() {
            return !couldSleepAtFirst || couldSleep;
        }

        @Override
        public boolean canBlock() {
            couldSleep = maySleep && !hasTasks() && !hasScheduledTasks();
            if (first) {
                first = false;
                couldSleepAtFirst = couldSleep;
            }
            return couldSleep;
        }

        @Override
        public long delayNanos(long currentTimeNanos) {
            long wanted = ClockedLoop.this.delayNanos(currentTimeNanos);
            return watched ? Math.min(longestSleep(System.nanoTime()), wanted) : wanted;
        }

        @Override
        public long deadlineNanos() {
            long wanted = ClockedLoop.this.deadlineNanos();
            if (!watched) {
                return wanted;
            }
            long now = System.nanoTime();
            long sleep = longestSleep(now);
            if (timer.endsBy(now + Math.min(sleep, ClockedLoop.this.delayNanos(now)), now)) {
                return NO_DEADLINE;
            }
            long latest = ticker().nanoTime() + sleep;
            return wanted == NO_DEADLINE ? latest : Math.min(wanted, latest);
        }
    }
}
