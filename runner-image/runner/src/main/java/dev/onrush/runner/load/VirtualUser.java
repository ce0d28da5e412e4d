package dev.onrush.runner.load;

import dev.onrush.contract.plan.Pause;
import dev.onrush.contract.plan.Request;
import dev.onrush.contract.plan.Step;
import dev.onrush.contract.plan.Template;
import dev.onrush.contract.plan.Template.UndefinedVariableException;
import dev.onrush.contract.plan.UserClass;
import dev.onrush.contract.plan.WaitTime;
import dev.onrush.runner.http.HttpUser;
import dev.onrush.runner.http.RenderedRequest;
import dev.onrush.runner.http.Response;
import dev.onrush.runner.plan.Checks;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One user: {@code onStart} once, then tasks by weight with the class's wait time after each. A response time runs from when the
 * user wants the request to when its last byte is in, and includes connecting.
 */
final class VirtualUser implements RunningUser, Template.Values {
    private final long number;
    private final UserClass userClass;
    private final TaskPicker picker;
    private final UserEnvironment environment;
    private final HttpUser http;
    private final Consumer<RunningUser> ended;
    private final Map<String, String> variables = new HashMap<>();

    private List<Step> steps;
    private int position;
    private long iteration;
    private long ready;
    private long taskDue;
    private long lag;
    private boolean inFlight;
    private boolean stopping;
    private boolean over;

    /** @param ended called once, when the user is over */
    VirtualUser(
            long number,
            UserClass userClass,
            TaskPicker picker,
            UserEnvironment environment,
            HttpUser http,
            Consumer<RunningUser> ended) {
        this.number = number;
        this.userClass = userClass;
        this.picker = picker;
        this.environment = environment;
        this.http = http;
        this.ended = ended;
    }

    @Override
    public void start() {
        ready = System.nanoTime();
        steps = userClass.onStart();
        next();
    }

    @Override
    public void stop() {
        stopping = true;
        if (!inFlight) {
            end();
        }
    }

    @Override
    public void abort() {
        if (inFlight && !over) {
            environment.recorder().abort();
        }
        stopping = true;
        end();
    }

    private void end() {
        if (!over) {
            over = true;
            ended.accept(this);
        }
    }

    private void next() {
        if (over) {
            return;
        }
        if (stopping) {
            end();
        } else if (position == steps.size()) {
            taskEnded();
        } else {
            switch (steps.get(position++)) {
                case Pause(Duration min, Duration max) -> afterReady(environment.between(min, max), this::next);
                case Request request -> request(request);
            }
        }
    }

    private void taskEnded() {
        boolean onStartEnded = iteration == 0;
        afterReady(onStartEnded ? Duration.ZERO : waitTime(), this::nextTask);
    }

    /** Time counts from when the user was free, not from when the loop found out. */
    private void afterReady(Duration delay, Runnable action) {
        ready += Math.max(0, delay.toNanos());
        environment.after(Duration.ofNanos(ready - System.nanoTime()), action);
    }

    private void nextTask() {
        if (over || stopping) {
            end();
            return;
        }
        iteration++;
        taskDue = ready;
        steps = picker.pick(environment.random()).steps();
        position = 0;
        next();
    }

    private Duration waitTime() {
        return switch (userClass.waitTime()) {
            case WaitTime.Between(Duration min, Duration max) -> environment.between(min, max);
            case WaitTime.ConstantPacing(Duration interval) -> interval.minusNanos(ready - taskDue);
        };
    }

    private void request(Request request) {
        // A timer may be a little early, too.
        long due = Math.min(ready, System.nanoTime());
        environment.gate().start(() -> send(request, due));
    }

    private void send(Request request, long due) {
        if (over) {
            return;
        }
        RenderedRequest rendered;
        try {
            rendered = environment.renderer().render(request, this);
        } catch (UndefinedVariableException e) {
            ready = System.nanoTime();
            environment
                    .recorder()
                    .record(
                            environment.names().indexOf(request),
                            due,
                            ready,
                            ready,
                            ready,
                            ready - due,
                            e.getMessage());
            environment.after(Duration.ZERO, this::next);
            return;
        }
        inFlight = true;
        long sent = System.nanoTime();
        http.send(rendered).onComplete(result -> answered(request, due, sent, result));
        lag = System.nanoTime() - due;
    }

    private void answered(Request request, long due, long sent, AsyncResult<Response> result) {
        if (over) {
            return;
        }
        inFlight = false;
        ready = System.nanoTime();
        String error = result.succeeded()
                ? failure(request, result.result())
                : result.cause().getMessage();
        long earliest = Math.min(ready, environment.clock().readableAfter());
        environment.recorder().record(environment.names().indexOf(request), due, sent, ready, earliest, lag, error);
        next();
    }

    private String failure(Request request, Response response) {
        Checks checks = new Checks(response);
        String failure = checks.firstFailure(request);
        return failure != null ? failure : checks.extract(request.extract(), variables);
    }

    @Override
    public String variable(String name) {
        return variables.get(name);
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
    public long random(long min, long max) {
        // The template's bounds have at most 18 digits, so the sum does not overflow.
        return environment.random().nextLong(min, max + 1);
    }

    @Override
    public String uuid() {
        return UUID.randomUUID().toString();
    }
}
