package dev.onrush.runner.blocking;

import dev.onrush.api.ControlFlow;
import dev.onrush.api.Environment;
import dev.onrush.api.Events;
import dev.onrush.api.HttpSession;
import dev.onrush.api.Requests;
import dev.onrush.api.StopTest;
import dev.onrush.api.StopUser;
import dev.onrush.api.User;
import dev.onrush.api.UserContext;
import dev.onrush.runner.code.CodedClass;
import dev.onrush.runner.load.RunningUser;
import java.util.function.Consumer;

/**
 * One user: a virtual thread that runs {@code onStart}, tasks, and {@code onStop}.
 *
 * @param <U> what the plan's code sees of it
 */
final class CodedUser<U extends User> implements RunningUser, UserContext {
    private final CodedClass<U> userClass;
    private final long number;
    private final Crew crew;
    private final Consumer<RunningUser> ended;
    private final Thread thread;
    private final Life life;
    private final Flights flights;
    private final HttpSession http;
    private final Requests requests;
    private U user;
    private Turns turns;
    private boolean over;

    CodedUser(CodedClass<U> userClass, long number, Crew crew, Consumer<RunningUser> ended) {
        this.userClass = userClass;
        this.number = number;
        this.crew = crew;
        this.ended = ended;
        this.thread = Thread.ofVirtual().unstarted(this::live);
        this.life = new Life(thread);
        this.flights = new Flights(crew, life, this::user);
        this.http = new UserHttp(crew.plan(), flights);
        this.requests = new UserRequests(flights);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void arrive(long due, long sendable, Consumer<RunningUser> idle) {
        boolean first = turns == null;
        if (first) {
            turns = new Turns(() -> crew.onLoop(() -> idle.accept(this)));
            flights.take(turns);
        }
        turns.give(new Turns.Turn(due, sendable));
        if (first) {
            thread.start();
        }
    }

    @Override
    public void stop() {
        life.stop();
    }

    @Override
    public void abort() {
        flights.abort();
        life.giveUp();
        // Code that does not heed the interrupt keeps its thread, but the run does not wait for it.
        over();
    }

    /** As {@link Flights#age}. */
    long age(long now) {
        return flights.age(now);
    }

    private void over() {
        if (!over) {
            over = true;
            flights.settle();
            ended.accept(this);
        }
    }

    private void live() {
        thread.setUncaughtExceptionHandler((_, e) -> crew.runtime().failed("user", e));
        try {
            user = userClass.factory().apply(this);
            if (user == null) {
                throw new NullPointerException("the factory of " + userClass.name() + " made no user");
            }
            work();
        } catch (UserEnded _) {
            // As it should be.
        } catch (Throwable e) {
            crew.runtime().failed("user " + userClass.name(), e);
        } finally {
            crew.onLoop(this::over);
        }
    }

    private void work() {
        try {
            if (turns != null) {
                turns.first();
            }
            attempt(user::onStart);
            new TaskRunner<>(user, this, life, turns).run(userClass.root());
        } catch (StopUser | UserEnded | InterruptedException _) {
            // On to the end.
        }
        life.cleanUp();
        try {
            attempt(user::onStop);
        } catch (StopUser _) {
            // It ends anyway.
        }
    }

    /** Part of what the plan's code does. */
    @FunctionalInterface
    interface Part {
        void run() throws Exception;
    }

    /**
     * Runs a part of the plan's code. What it throws is counted, but for what says how the user goes on.
     *
     * @throws ControlFlow as thrown; {@link StopTest} is seen to here, and ends the user
     */
    void attempt(Part part) {
        try {
            part.run();
        } catch (StopTest e) {
            crew.runtime().environment().stopTest(e.getMessage());
            throw new StopUser();
        } catch (ControlFlow | UserEnded e) {
            throw e;
        } catch (Throwable e) {
            failed(e);
        }
    }

    private void failed(Throwable e) {
        if (e instanceof InterruptedException
                || thread.isInterrupted()
                || e.getCause() instanceof InterruptedException) {
            // Woken because the user has to end, which is no error of the plan's.
            life.check();
        }
        crew.runtime().failed("user " + userClass.name(), e);
        crew.runtime().fireHere(crew.runtime().events().userError, new Events.UserError(user, e));
    }

    private User user() {
        return user;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public String userClass() {
        return userClass.name();
    }

    @Override
    public Environment environment() {
        return crew.runtime().environment();
    }

    @Override
    public Requests requests() {
        return requests;
    }

    @Override
    public HttpSession http() {
        return http;
    }
}
