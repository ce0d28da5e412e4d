package dev.onrush.runner.code;

import dev.onrush.api.HttpClientKind;
import dev.onrush.api.Tls;
import dev.onrush.contract.plan.Http2;
import dev.onrush.contract.plan.Plan;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a plan in Java says of its users' connections.
 *
 * @param sharedConnections how many to one origin all users of a worker share; empty: each has its own, or as many as requests need
 * @param http2 empty for HTTP/1.1
 */
public record Transport(
        HttpClientKind client, OptionalInt sharedConnections, dev.onrush.contract.plan.Tls tls, Optional<Http2> http2) {
    static final Transport DEFAULT = new Transport(
            HttpClientKind.FULL, OptionalInt.empty(), dev.onrush.contract.plan.Tls.DEFAULT, Optional.empty());

    Transport client(HttpClientKind kind) {
        return new Transport(Objects.requireNonNull(kind, "a client"), sharedConnections, tls, http2);
    }

    Transport sharedConnections(int connections) {
        within(connections, Plan.MAX_SHARED_CONNECTIONS, "shared connections");
        return new Transport(client, OptionalInt.of(connections), tls, http2);
    }

    Transport tls(Tls given) {
        return new Transport(
                client,
                sharedConnections,
                new dev.onrush.contract.plan.Tls(given.sessionResumption(), given.insecureSkipVerify()),
                http2);
    }

    Transport http2(int streamsPerConnection) {
        within(streamsPerConnection, Http2.MAX_STREAMS, "streams per connection");
        return new Transport(client, sharedConnections, tls, Optional.of(new Http2(streamsPerConnection)));
    }

    /** What does not go together, for messages. */
    Optional<String> problem() {
        return http2.isPresent() && client != HttpClientKind.FULL
                ? Optional.of("expected HttpClientKind.FULL with http2, as the fast client speaks HTTP/1.1 only")
                : Optional.empty();
    }

    private static void within(int number, int most, String what) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException("expected 1 to " + most + " " + what + ", found " + number);
        }
    }
}
