package dev.onrush.runner.load;

import dev.onrush.runner.loop.Alarm;
import dev.onrush.runner.loop.ContextTurn;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Starts iterations when they are due, in the open model. Where all users are busy arrivals wait, and where they wait too long they are
 * dropped and counted. Used on the load's loop.
 */
final class Arrivals implements Alarm {
    /**
     * So many arrivals at most are started before the loop looks after its connections again, and none after one for which a user had to be made. A loop that is
     * behind would otherwise open a connection for each of them, though those that it has are free again, and read late what has long been answered.
     */
    private static final int AT_ONCE = 8;

    private final LoadEnvironment environment;
    private final ArrivalUsers users;
    private final ArrivalCursor cursor;
    private final long origin;
    private final Consumer<RunningUser> whenIdle = this::idle;
    private ArrivalPlan plan;
    private long freedAfter;
    private long started;
    private double end = Double.POSITIVE_INFINITY;
    private boolean working;
    private boolean stopped;

    /**
     * @param origin when the run's clock started, of {@link System#nanoTime}
     * @param factory makes a user of a class
     */
    Arrivals(ArrivalPlan plan, long origin, LoadEnvironment environment, Function<String, RunningUser> factory) {
        this.plan = plan;
        this.origin = origin;
        this.environment = environment;
        this.users = new ArrivalUsers(plan.weights(), environment.random(), factory);
        this.cursor = new ArrivalCursor(plan.curve(), plan.shares(), plan.poisson() ? environment.random() : null);
        this.freedAfter = origin;
    }

    /** Another number of users, another part of the arrivals; the curve stays as it was. */
    void change(ArrivalPlan next) {
        plan = next;
        cursor.divide(next.shares());
    }

    int busy() {
        return users.busy();
    }

    Set<RunningUser> alive() {
        return users.alive();
    }

    /** Arrivals of this worker that will be due within a time, those that wait included, at the present rate. */
    long ahead(long now, long nanos) {
        long rest = Math.max(0, now - origin - cursor.due());
        double perSecond = plan.curve().rateAt(Duration.ofNanos(Math.max(0, now - origin) + nanos / 2))
                / plan.shares().getLast().of();
        return stopped ? 0 : (long) Math.ceil(perSecond * (nanos + rest) / 1e9);
    }

    /** How long ago the first was due of those that wait; 0 when none does. */
    long age(long now) {
        return stopped ? 0 : Math.max(0, now - origin - cursor.due());
    }

    /** Arrivals that started. */
    long started() {
        return started;
    }

    @Override
    public long ring(long now) {
        if (stopped) {
            return NEVER;
        }
        if (isDue(now)) {
            startDue(now);
        }
        if (stopped) {
            return NEVER;
        }
        long due = cursor.due();
        // Who waits for a user is started when one is free.
        return due == NEVER || !isEnding() && users.busy() >= plan.maxUsers() ? NEVER : origin + due;
    }

    void ended(RunningUser user) {
        users.ended(user);
    }

    /**
     * What waited never starts.
     *
     * @param before arrivals below this number that are yet to come still start, when they are due
     */
    void stop(double before) {
        long now = System.nanoTime();
        while (isDue(now)) {
            drop(now);
        }
        end = before;
        stopIfAtEnd();
    }

    /** Nothing starts any more, whatever is yet to come. */
    void giveUp() {
        while (!stopped && cursor.position() < end) {
            drop(System.nanoTime());
        }
        stopIfAtEnd();
    }

    /** True when nothing will start any more. */
    @Override
    public boolean isOver() {
        return stopped;
    }

    private boolean isEnding() {
        return end < Double.POSITIVE_INFINITY;
    }

    private void stopIfAtEnd() {
        if (!stopped && isEnding() && cursor.position() >= end) {
            stopped = true;
            users.alive().forEach(RunningUser::stop);
        }
    }

    private void drop(long now) {
        environment.recorder().drop(origin + cursor.due(), now);
        cursor.advance();
    }

    private boolean isDue(long now) {
        return cursor.due() <= now - origin;
    }

    private void startDue(long now) {
        ContextTurn turn = ContextTurn.begin(environment.context());
        try {
            startDue(now, AT_ONCE);
        } catch (RuntimeException e) {
            turn.failed(e);
        } finally {
            turn.end();
        }
    }

    private void startDue(long now, int most) {
        if (working || stopped) {
            return;
        }
        working = true;
        int made = users.made();
        int tried = 0;
        while (tried < most && users.made() == made && isDue(now) && cursor.position() < end && startOrDrop(now)) {
            tried++;
        }
        working = false;
        stopIfAtEnd();
    }

    /** False when the arrival has to wait. */
    private boolean startOrDrop(long now) {
        long due = origin + cursor.due();
        RunningUser user = now - due > plan.maxStartDelay().toNanos() ? null : users.take(plan.maxUsers());
        if (user == null && (isEnding() || now - due > plan.maxStartDelay().toNanos())) {
            drop(now);
            return true;
        }
        if (user == null) {
            return false;
        }
        cursor.advance();
        started++;
        // What it waited for a user is not this generator's doing.
        long sendable = freedAfter - due > 0 ? freedAfter : due;
        user.arrive(due, sendable, whenIdle);
        environment.recorder().arrived(System.nanoTime() - sendable);
        return true;
    }

    private void idle(RunningUser user) {
        if (stopped) {
            user.stop();
            return;
        }
        if (users.busy() >= plan.maxUsers()) {
            freedAfter = environment.clock().readableAfter();
        }
        users.giveBack(user);
        long now = System.nanoTime();
        if (isDue(now)) {
            // The user that has become free, and no new one: others may be free before the loop comes to them.
            startDue(now, 1);
        }
    }
}
