package dev.onrush.api;

import java.time.Duration;
import java.util.function.Function;

/** Collects what a plan says. */
public interface PlanBuilder {
    /**
     * Adds a class of users.
     *
     * @param name unique in the plan; it is shown in reports and may be used in shapes
     * @param factory makes one user, such as {@code HttpUser::new} or {@code Visitor::new}; called on that user's own thread
     * @return to say what these users do; at least one task is needed
     */
    <U extends User> UserClass<U> user(String name, Function<UserContext, U> factory);

    /** What happens around the users. */
    Events events();

    /** How many users run is up to code; the users and the spawn rate of the run's definition then have no say. */
    PlanBuilder shape(LoadTestShape shape);

    /** Which HTTP client users have; {@link HttpClientKind#FULL} by default. */
    PlanBuilder client(HttpClientKind client);

    /**
     * All users of a worker share so many connections to one origin, and wait for one that is free. Otherwise each user has its own with
     * {@link HttpClientKind#FAST}, and with {@link HttpClientKind#FULL} as many are open as requests need.
     *
     * @param connections 1 to 60,000
     */
    PlanBuilder sharedConnections(int connections);

    /** How connections to {@code https} targets are secured; {@link Tls#DEFAULT} by default. */
    PlanBuilder tls(Tls tls);

    /**
     * Requests go over HTTP/2, with {@link HttpClientKind#FULL} only: by ALPN with {@code https}, and with prior knowledge with {@code http}.
     *
     * @param streamsPerConnection the most requests in flight on one connection, 1 to 10,000; a target may allow fewer
     */
    PlanBuilder http2(int streamsPerConnection);

    /** A header of every request that does not set it itself. */
    PlanBuilder header(String name, String value);

    /** How long a request may take that has no timeout of its own, from when it is wanted to its last byte; 60 seconds by default. */
    PlanBuilder timeout(Duration timeout);
}
