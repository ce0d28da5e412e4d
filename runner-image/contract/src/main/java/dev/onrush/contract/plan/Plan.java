package dev.onrush.contract.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What virtual users do.
 *
 * @param headers sent with every request that does not set them itself
 * @param timeout of a request that has none of its own: from when it is due to its last byte
 * @param users at least one class
 */
public record Plan(Map<String, Template> headers, Duration timeout, List<UserClass> users) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
}
