package dev.onrush.runner.blocking;

import dev.onrush.api.RequestEvent;
import dev.onrush.api.User;
import dev.onrush.runner.http.HttpUser;
import dev.onrush.runner.http.RenderedRequest;
import dev.onrush.runner.http.Response;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** A user's requests of whatever protocol: started at the load's gate, counted on its loop, each exactly once. */
final class Flights {
    private final Crew crew;
    private final Life life;
    private final Supplier<User> user;
    private final Set<Flight> open = new HashSet<>(2);

    /** On their way to the loop, or to the gate's opening. */
    private final Set<Flight> wanted = ConcurrentHashMap.newKeySet(2);

    private HttpUser http;
    private Turns turns;
    private boolean closed;

    Flights(Crew crew, Life life, Supplier<User> user) {
        this.crew = crew;
        this.life = life;
        this.user = user;
    }

    /** Sends an HTTP request and waits for its end, without counting it. In the user's thread. */
    Flight send(String name, RenderedRequest request) {
        life.begin();
        try {
            Flight flight = wanted(request.method().name(), name);
            CompletableFuture<Flight> landed = new CompletableFuture<>();
            crew.onLoop(() -> start(flight, () -> fly(flight, request, landed), landed));
            return await(landed);
        } finally {
            life.end();
        }
    }

    /** In the open model. Before the user's thread starts. */
    void take(Turns given) {
        turns = given;
    }

    private Flight wanted(String type, String name) {
        Flight flight = new Flight(type, name);
        Turns.Turn turn = turns == null ? null : turns.current();
        wanted.add(flight);
        if (turn == null) {
            // Only now: the loop finds it in the set, or had looked at the clock before.
            flight.dueNow();
        } else {
            flight.due(turn);
            turns.taken();
        }
        return flight;
    }

    /** How long ago the oldest request was due that is not counted yet; 0 when there is none. On the loop. */
    long age(long now) {
        // A turn is taken after its request is in the set, so it is looked at before.
        Turns.Turn turn = turns == null ? null : turns.current();
        long age = turn == null ? 0 : Math.max(0, now - turn.due());
        for (Flight flight : open) {
            age = Math.max(age, now - flight.due);
        }
        for (Flight flight : wanted) {
            age = Math.max(age, now - flight.due);
        }
        return age;
    }

    /** Starts a request that the plan makes by itself: {@link #land} is to follow. In the user's thread. */
    Flight start(String type, String name) {
        life.begin();
        try {
            Flight flight = new Flight(type, name);
            CompletableFuture<Flight> started = new CompletableFuture<>();
            crew.onLoop(() -> start(flight, () -> started.complete(flight), started));
            await(started);
            flight.due = System.nanoTime();
            flight.sendable = flight.due;
            flight.sent = flight.due;
            flight.written = flight.due;
            return flight;
        } catch (Throwable e) {
            life.end();
            throw e;
        }
    }

    /** A request that the plan started is over. In the user's thread. @param failure null for a success */
    void land(Flight flight, long length, String failure) {
        flight.over(System.nanoTime());
        try {
            count(flight, length, failure);
        } finally {
            life.end();
        }
    }

    /** Counts a request that is over, once. In the user's thread. @param failure null for a success */
    void count(Flight flight, long length, String failure) {
        crew.onLoop(() -> record(flight, length, failure));
        mention(flight, length, failure);
    }

    /** Counts a request that was over before anyone heard of it. In the user's thread. */
    void report(Flight flight, long length, String failure) {
        life.check();
        crew.onLoop(() -> crew.load().gate().start(() -> record(flight, length, failure)));
        mention(flight, length, failure);
    }

    private void mention(Flight flight, long length, String failure) {
        if (!crew.runtime().events().request.isEmpty()) {
            Duration time = Duration.ofNanos(flight.end - flight.due);
            crew.runtime()
                    .fireHere(
                            crew.runtime().events().request,
                            new RequestEvent(user.get(), flight.type, flight.name, time, length, failure));
        }
    }

    /**
     * Gives up whatever is under way: it counts as aborted. What was answered counts as such: answers that the plan caught and never
     * closed. On the loop.
     */
    void abort() {
        closed = true;
        for (Flight flight : Set.copyOf(open)) {
            if (flight.isAnswered()) {
                record(flight, flight.length(), flight.failure);
            } else if (flight.count()) {
                aborted(flight);
            }
        }
        open.clear();
    }

    /** The user is over. Counts what it left open. On the loop. */
    void settle() {
        abort();
        if (http != null) {
            http.close();
        }
    }

    private void start(Flight flight, Runnable action, CompletableFuture<Flight> waiting) {
        crew.load().gate().start(() -> {
            wanted.remove(flight);
            if (closed) {
                // The gate let it through too late to be sent.
                flight.sent = System.nanoTime();
                aborted(flight);
                waiting.cancel(false);
                return;
            }
            open.add(flight);
            flight.sent = System.nanoTime();
            action.run();
        });
    }

    private void fly(Flight flight, RenderedRequest request, CompletableFuture<Flight> landed) {
        if (http == null) {
            http = crew.http().newUser();
        }
        Future<Response> answer = http.send(request);
        flight.handed = System.nanoTime();
        answer.onComplete(result -> {
            flight.landed(result.result(), result.cause(), http, crew.load().clock());
            landed.complete(flight);
        });
    }

    private void record(Flight flight, long length, String failure) {
        if (flight.count()) {
            open.remove(flight);
            crew.load()
                    .recorder()
                    .record(
                            index(flight),
                            flight.due,
                            flight.sent,
                            flight.written == 0 ? flight.end : flight.written,
                            flight.end,
                            flight.earliestEnd,
                            flight.lag(),
                            failure);
            // What a plan says of its own requests may be less than nothing.
            crew.load().recorder().received(index(flight), Math.max(0, length));
        }
    }

    private void aborted(Flight flight) {
        long now = System.nanoTime();
        long held = http == null ? 0 : http.held(now);
        long earliest = Math.min(now, crew.load().clock().readableAfter());
        crew.load().recorder().abort(index(flight), flight.due, earliest, flight.lag() + held);
    }

    private int index(Flight flight) {
        return crew.names().indexOf(flight.type, flight.name);
    }

    private Flight await(CompletableFuture<Flight> future) {
        while (true) {
            try {
                return future.get();
            } catch (InterruptedException _) {
                // Told to stop, a user may finish its request; only giving up ends that.
                if (life.isGivenUp()) {
                    throw new UserEnded();
                }
            } catch (ExecutionException | CancellationException _) {
                throw new UserEnded();
            }
        }
    }
}
