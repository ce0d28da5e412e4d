package dev.onrush.runner.hooks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread on which a plan's code runs in order. It is a platform thread: users in endless loops can take all carriers of virtual
 * threads, but not this.
 */
final class PlanThread {
    private static final int MAX_WAITING = 10_000;

    private final ThreadPoolExecutor executor;

    PlanThread(String name, ClassLoader loader) {
        executor =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), runnable -> {
                    Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(runnable);
                    thread.setContextClassLoader(loader);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** Runs something after everything before it. Fails when too much waits, or with what it throws. */
    CompletableFuture<Void> run(Runnable action) {
        try {
            return CompletableFuture.runAsync(action, executor);
        } catch (RejectedExecutionException _) {
            return CompletableFuture.failedFuture(new IllegalStateException(
                    "more than " + MAX_WAITING + " events and messages wait for the plan's code"));
        }
    }
}
