package dev.onrush.runner.worker;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;

/** A worker process over several runs: one {@link Worker} after the other, as long as the master says that a run may follow. */
public final class WorkerLife {
    private final Vertx vertx;
    private final WorkerOptions options;
    private final Promise<WorkerExit> exit = Promise.promise();
    private volatile Worker current;
    private volatile Duration leaving;

    public WorkerLife(Vertx vertx, WorkerOptions options) {
        this.vertx = vertx;
        this.options = options;
    }

    /** Completes when the first worker is deployed; fails when its plan is wrong. */
    public Future<Void> start() {
        Worker worker = new Worker(options);
        current = worker;
        return vertx.deployVerticle(worker)
                .onSuccess(id -> worker.exit().onSuccess(how -> ended(id, how)))
                .mapEmpty();
    }

    /** How the last worker ended. */
    public Future<WorkerExit> exit() {
        return exit.future();
    }

    /** Leaves the run in good order, and registers for no other. */
    public void leave(Duration drain) {
        leaving = drain;
        current.leave(drain);
    }

    private void ended(String deployment, WorkerExit how) {
        if (how.reason() != WorkerExit.Reason.NEXT_RUN || leaving != null) {
            exit.tryComplete(how);
            return;
        }
        vertx.undeploy(deployment).compose(_ -> start()).onComplete(started -> {
            if (started.failed()) {
                exit.tryComplete(new WorkerExit(
                        WorkerExit.Reason.REFUSED, started.cause().getMessage()));
            } else if (leaving != null) {
                current.leave(leaving);
            }
        });
    }
}
