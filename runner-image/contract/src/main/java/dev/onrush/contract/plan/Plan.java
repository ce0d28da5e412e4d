package dev.onrush.contract.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What virtual users do.
 *
 * @param client what the requests are sent with
 * @param sharedConnections how many connections to one origin all users of a worker share; empty: every user has its own
 * @param http2 empty for HTTP/1.1
 * @param headers sent with every request that does not set them itself
 * @param timeout of a request that has none of its own: from when it is due to its last byte
 * @param users at least one class
 */
public record Plan(
        Client client,
        OptionalInt sharedConnections,
        Tls tls,
        Optional<Http2> http2,
        Map<String, Template> headers,
        Duration timeout,
        List<UserClass> users) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
    public static final int MAX_SHARED_CONNECTIONS = 60_000;

    /** The plan with the chosen tasks only, and without classes that have none left; empty when that leaves nothing. */
    public Optional<Plan> choosing(TagSelection selection) {
        List<UserClass> left = users.stream()
                .map(userClass -> userClass.choosing(selection))
                .filter(userClass -> !userClass.tasks().isEmpty())
                .toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new Plan(client, sharedConnections, tls, http2, headers, timeout, left));
    }
}
