package dev.onrush.runner.hooks;

import dev.onrush.api.LoadTestShape;
import dev.onrush.api.Tick;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks a plan's load shape, one question at a time, on a thread of its own. */
public final class ShapeThread {
    private final LoadTestShape shape;
    private final PlanRuntime runtime;
    private final PlanThread thread;
    private volatile boolean asking;

    /** @param shape of the runtime's plan */
    public ShapeThread(LoadTestShape shape, PlanRuntime runtime) {
        this.shape = shape;
        this.runtime = runtime;
        this.thread = new PlanThread("plan-shape", shape.getClass().getClassLoader());
    }

    /** True while the shape has not answered yet. */
    public boolean isAsking() {
        return asking;
    }

    /** What it wants; fails with what it throws. */
    public CompletableFuture<Tick> ask(Duration runTime, int users) {
        asking = true;
        CompletableFuture<Tick> answer = new CompletableFuture<>();
        thread.run(() -> answer.complete(tick(runTime, users))).whenComplete((_, e) -> {
            asking = false;
            if (e != null) {
                Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
                runtime.failed("load shape", cause);
                answer.completeExceptionally(cause);
            }
        });
        return answer;
    }

    private Tick tick(Duration runTime, int users) {
        try {
            Tick tick = shape.tick(new LoadTestShape.State(runtime.environment(), runTime, users));
            if (tick == null) {
                throw new NullPointerException("the load shape answered null; Tick.stop() ends the test");
            }
            return tick;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }
}
