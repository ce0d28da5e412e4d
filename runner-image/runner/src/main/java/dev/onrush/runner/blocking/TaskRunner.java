package dev.onrush.runner.blocking;

import dev.onrush.api.InterruptTaskSet;
import dev.onrush.api.RescheduleTask;
import dev.onrush.api.TaskBody;
import dev.onrush.api.User;
import dev.onrush.api.WaitTime;
import dev.onrush.runner.code.TaskNode;
import java.time.Duration;

/** Takes a user through its tasks: picks, runs, waits, and enters and leaves sets of them. */
final class TaskRunner<U extends User> {
    private static final Duration AFTER_FAILED_WAIT_TIME = Duration.ofSeconds(1);

    private final U user;
    private final CodedUser<U> context;
    private final Life life;
    private final Turns turns;

    /** @param turns in the open model, where a task is done for each arrival instead of after a wait; else null */
    TaskRunner(U user, CodedUser<U> context, Life life, Turns turns) {
        this.user = user;
        this.context = context;
        this.life = life;
        this.turns = turns;
    }

    /** Until the user ends. */
    void run(TaskNode.Group<U> root) {
        WaitTime<? super U> waitTime = root.waitTime() == null ? WaitTime.constant(Duration.ZERO) : root.waitTime();
        while (true) {
            inGroup(root, waitTime, true);
        }
    }

    /** @return true when the group around it goes on without a wait */
    private boolean inGroup(TaskNode.Group<U> group, WaitTime<? super U> around, boolean isRoot) {
        WaitTime<? super U> waitTime = group.waitTime() == null ? around : group.waitTime();
        attempt(group.onStart());
        Chooser<U> chooser = Chooser.of(group);
        try {
            TaskNode<U> next;
            while ((next = chooser.next()) != null) {
                life.check();
                long start = System.nanoTime();
                boolean atOnce = false;
                try {
                    switch (next) {
                        case TaskNode.Single<U> task -> attempt(task.body());
                        case TaskNode.Group<U> nested -> atOnce = inGroup(nested, waitTime, false);
                    }
                } catch (RescheduleTask _) {
                    atOnce = true;
                } catch (InterruptTaskSet e) {
                    if (!isRoot) {
                        return e.reschedule();
                    }
                    atOnce = true;
                }
                if (!atOnce) {
                    rest(waitTime, Duration.ofNanos(System.nanoTime() - start));
                }
            }
            return true;
        } finally {
            leave(group);
        }
    }

    /** Whether the user goes on elsewhere or ends: {@code onStop} may still make requests. */
    private void leave(TaskNode.Group<U> group) {
        if (group.onStop() != null) {
            if (life.isStopping()) {
                life.cleanUp();
            }
            attempt(group.onStop());
        }
    }

    private void attempt(TaskBody<? super U> body) {
        if (body != null) {
            context.attempt(() -> body.run(user));
        }
    }

    private void awaitTurn() {
        life.check();
        try {
            turns.next();
        } catch (InterruptedException _) {
            throw new UserEnded();
        }
    }

    private void rest(WaitTime<? super U> waitTime, Duration task) {
        if (turns != null) {
            awaitTurn();
            return;
        }
        Duration[] time = {AFTER_FAILED_WAIT_TIME};
        context.attempt(() -> time[0] = waitTime.after(user, task));
        life.check();
        try {
            if (time[0] != null && time[0].isPositive()) {
                Thread.sleep(time[0]);
            } else {
                // Whoever never waits must not keep others from their turn.
                Thread.yield();
            }
        } catch (InterruptedException _) {
            life.check();
        }
    }
}
