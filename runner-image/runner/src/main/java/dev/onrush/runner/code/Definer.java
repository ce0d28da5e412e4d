package dev.onrush.runner.code;

import dev.onrush.api.Plan;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes a plan of its class and asks for its definition, on a thread of its own: code that never comes back holds nothing up. */
final class Definer {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Definer() {}

    static CodedPlan define(String source, Class<? extends Plan> type) throws InvalidInputException {
        return define(source, type, PATIENCE);
    }

    static CodedPlan define(String source, Class<? extends Plan> type, Duration patience) throws InvalidInputException {
        FutureTask<Definition> task = new FutureTask<>(() -> {
            Definition definition = new Definition();
            newPlan(type).define(definition);
            return definition;
        });
        Thread thread = Thread.ofPlatform().daemon().name("plan-define").unstarted(task);
        thread.setContextClassLoader(type.getClassLoader());
        thread.start();
        try {
            return task.get(patience.toNanos(), TimeUnit.NANOSECONDS).build(source);
        } catch (ExecutionException e) {
            throw new InvalidInputException(problem(source, type, e.getCause()));
        } catch (TimeoutException _) {
            Throwable where = new Throwable();
            where.setStackTrace(thread.getStackTrace());
            thread.interrupt();
            throw new InvalidInputException(
                    Place.of(where).problem(source, "define did not come back within " + patience.toSeconds() + " s"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvalidInputException(new Problem(source, 0, "", "interrupted"));
        }
    }

    private static Plan newPlan(Class<? extends Plan> type) throws ConstructorException {
        try {
            return type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new ConstructorException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new ConstructorException(new IllegalArgumentException("expected a public class " + type.getName()
                    + " with a public constructor without arguments, found " + e));
        }
    }

    private static Problem problem(String source, Class<?> type, Throwable thrown) {
        Throwable e = thrown instanceof ConstructorException wrapped ? wrapped.getCause() : thrown;
        String message = e instanceof IllegalArgumentException && e.getMessage() != null
                ? e.getMessage()
                : "the plan " + type.getSimpleName() + " threw " + e;
        return Place.of(e).problem(source, message);
    }

    /** Carries what a constructor threw. */
    private static final class ConstructorException extends Exception {
        private static final long serialVersionUID = 1;

        ConstructorException(Throwable cause) {
            super(cause);
        }
    }
}
