package dev.onrush.runner.http;

import dev.onrush.contract.plan.Http2;
import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.Tls;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a client's connections are like.
 *
 * @param sharedConnections how many connections to one origin all users share; empty: each has its own, or as many as requests need
 * @param http2 empty for HTTP/1.1
 * @param lookUpEvery how often the addresses of the hosts are looked up again
 */
public record ClientSettings(OptionalInt sharedConnections, Tls tls, Optional<Http2> http2, Duration lookUpEvery) {
    private static final Duration USUAL_LOOK_UP = Duration.ofSeconds(30);

    /** What a plan has that says nothing. */
    public static final ClientSettings DEFAULT = shared(OptionalInt.empty());

    public static ClientSettings of(Plan plan) {
        return of(plan.sharedConnections(), plan.tls(), plan.http2());
    }

    public static ClientSettings of(OptionalInt sharedConnections, Tls tls, Optional<Http2> http2) {
        return new ClientSettings(sharedConnections, tls, http2, USUAL_LOOK_UP);
    }

    /** The defaults but for shared connections. */
    public static ClientSettings shared(OptionalInt sharedConnections) {
        return of(sharedConnections, Tls.DEFAULT, Optional.empty());
    }

    /** The same, but for how often addresses are looked up again. */
    public ClientSettings lookingUpEvery(Duration interval) {
        return new ClientSettings(sharedConnections, tls, http2, interval);
    }
}
