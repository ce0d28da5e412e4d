package dev.onrush.runner.load;

import dev.onrush.runner.http.Failure;
import dev.onrush.runner.http1.Exchange;
import dev.onrush.runner.http1.ResponseParser;
import dev.onrush.runner.program.Fill;
import dev.onrush.runner.program.PauseCode;
import dev.onrush.runner.program.RequestCode;
import dev.onrush.runner.program.StepCode;
import dev.onrush.runner.program.UserCode;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One user: {@code onStart} once, then tasks by weight with the class's wait time after each. A response time runs from when the
 * user wants the request to when its last byte is in, and includes connecting. There may be a million of them, most of which wait:
 * so a user is its own entry in whatever it waits in, and has only what it needs.
 */
final class VirtualUser extends Exchange implements RunningUser, StartGate.Start, Fill {
    private final long number;
    private final UserCode code;
    private final UserEnvironment environment;
    private final Sender sender;
    private final Consumer<RunningUser> ended;

    private String[] variables;
    private StepCode[] steps;
    private int position;
    private State state = State.NEW;
    private boolean stopping;
    /** True when the loop did something else since the user last waited for nothing. */
    private boolean yielded;

    private RequestCode request;
    private long due;
    private long iteration;
    /** When the task was due by the plan: a grid of slots is of such times, whatever moments users are woken at. */
    private long taskDue;
    /** When the user was free to go on: what it waits for is counted from here, and not from when the loop found out. */
    private long ready;

    private long lag;

    /** In the open model: whom to tell when the task is done, and how long its first request waited for a user. */
    private Consumer<RunningUser> idle;

    private long queued;

    private enum State {
        NEW,
        RUNNING,
        PAUSING,
        BETWEEN_TASKS,
        WAITING_FOR_GRANT,
        REQUESTING,
        IDLE,
        OVER
    }

    /** @param ended called once, when the user is over */
    VirtualUser(long number, UserCode code, UserEnvironment environment, Sender sender, Consumer<RunningUser> ended) {
        this.number = number;
        this.code = code;
        this.environment = environment;
        this.sender = sender;
        this.ended = ended;
    }

    @Override
    public void start() {
        steps = code.onStart();
        state = State.RUNNING;
        ready = System.nanoTime();
        next(ready);
    }

    @Override
    public void arrive(long wanted, long sendable, Consumer<RunningUser> whenIdle) {
        idle = whenIdle;
        queued = sendable - wanted;
        ready = wanted;
        if (state == State.NEW) {
            steps = code.onStart();
        } else {
            nextTask();
        }
        state = State.RUNNING;
        next(System.nanoTime());
    }

    @Override
    public void stop() {
        stopping = true;
        if (state != State.REQUESTING) {
            end();
        }
    }

    @Override
    public void abort() {
        if (state == State.REQUESTING) {
            long now = System.nanoTime();
            environment.recorder().abort(request.name(), due, earliest(now), lag + sender.held(this, now));
            environment.inFlight().over(due);
        }
        stopping = true;
        end();
    }

    private void end() {
        if (state != State.OVER) {
            if (state == State.WAITING_FOR_GRANT) {
                environment.inFlight().over(due);
            }
            state = State.OVER;
            sender.leave(this);
            ended.accept(this);
        }
    }

    /** Goes on until there is something to wait for. */
    private void next(long now) {
        while (state == State.RUNNING) {
            if (stopping) {
                end();
            } else if (position < steps.length) {
                step(steps[position++], now);
            } else if (iteration == 0) {
                taskDue = ready;
                nextTask();
            } else if (idle != null) {
                state = State.IDLE;
                idle.accept(this);
            } else {
                waitFor(code.waitNanos(environment.random(), ready - taskDue), State.BETWEEN_TASKS, now);
            }
        }
    }

    private void step(StepCode step, long now) {
        switch (step) {
            case PauseCode pause -> waitFor(pause.draw(environment.random()), State.PAUSING, now);
            case RequestCode next -> {
                request = next;
                due = Math.min(ready, now);
                environment.inFlight().began(due);
                state = State.WAITING_FOR_GRANT;
                environment.gate().start(this);
            }
        }
    }

    /** A user that waits for nothing goes on at once, unless it would keep the loop from everything else. */
    private void waitFor(long nanos, State waiting, long now) {
        ready += Math.max(0, nanos);
        if (waiting == State.BETWEEN_TASKS) {
            taskDue = ready;
        }
        if (ready > now) {
            state = waiting;
            // It is due when it is to be woken, and not at a moment for which no timer is set: that would be in its
            // response time.
            ready = Math.max(now, environment.waken(this, ready));
        } else if (yielded) {
            yielded = false;
            if (waiting == State.BETWEEN_TASKS) {
                nextTask();
            }
        } else {
            state = waiting;
            resumeSoon();
        }
    }

    private void resumeSoon() {
        // What it will ask for next is due since it was ready.
        long since = ready;
        environment.inFlight().began(since);
        environment.soon(() -> {
            environment.inFlight().over(since);
            wakened(System.nanoTime());
        });
    }

    @Override
    protected void wakened(long now) {
        if (state != State.PAUSING && state != State.BETWEEN_TASKS) {
            return;
        }
        yielded = true;
        boolean nextTask = state == State.BETWEEN_TASKS;
        state = State.RUNNING;
        if (nextTask) {
            nextTask();
        }
        next(now);
    }

    private void nextTask() {
        iteration++;
        steps = code.next(environment.random());
        position = 0;
    }

    @Override
    public boolean isWanted() {
        return state == State.WAITING_FOR_GRANT;
    }

    @Override
    public void granted() {
        state = State.REQUESTING;
        // For a request that fails before this returns.
        lag = 0;
        if (due + request.timeoutNanos() - System.nanoTime() > 0) {
            sender.send(this, request, due);
        } else {
            notSent(Failure.TIMEOUT.text());
        }
        lag = System.nanoTime() - due - queued;
        queued = 0;
    }

    @Override
    protected void answered(ResponseParser answer, long now) {
        goOn(sender.judge(this, request, answer), answer.bodyBytes(), sent(), now);
    }

    @Override
    protected void failed(Failure failure, long now) {
        endedInVain(failure.text(), sent() == 0 ? now : sent(), now);
    }

    /** The request got an answer. */
    private void ended(String error, long contentBytes, long sent, long now) {
        if (state == State.REQUESTING) {
            long written = sender.written(this);
            count(error, sent, written == 0 ? now : written, now, lag + sender.held(this, now));
            environment.recorder().received(request.name(), contentBytes);
        }
    }

    private void count(String error, long sent, long written, long now, long own) {
        state = State.RUNNING;
        yielded = true;
        ready = now;
        environment.inFlight().over(due);
        environment.recorder().record(request.name(), due, sent, written, now, earliest(now), own, error);
    }

    private long earliest(long now) {
        return Math.min(now, environment.clock().readableAfter());
    }

    /** The request got an answer; goes on with what comes next. */
    void goOn(String error, long contentBytes, long sent, long now) {
        ended(error, contentBytes, sent, now);
        next(now);
    }

    /** There was no answer. It may have failed within the call that sent it, and so may the next: that one has to wait its turn. */
    void endedInVain(String error, long sent, long now) {
        if (state == State.REQUESTING) {
            ended(error, 0, sent, now);
            state = State.PAUSING;
            resumeSoon();
        }
    }

    /** The request was not sent, which took this generator all the time since it could have been. As for what has ended in vain, the next has to wait its turn. */
    void notSent(String error) {
        long now = System.nanoTime();
        count(error, now, now, now, now - due - queued);
        state = State.PAUSING;
        resumeSoon();
    }

    void set(int slot, String value) {
        if (variables == null) {
            variables = new String[code.variables().size()];
        }
        variables[slot] = value;
    }

    @Override
    public String variable(int slot) {
        return variables == null ? null : variables[slot];
    }

    String variable(String name) {
        int slot = code.variables().indexOf(name);
        return slot < 0 ? null : variable(slot);
    }

    @Override
    public long user() {
        return number;
    }

    @Override
    public long iteration() {
        return iteration;
    }

    @Override
    public RandomGenerator random() {
        return environment.random();
    }
}
