package dev.onrush.api;

import java.time.Duration;

/**
 * A request that was counted.
 *
 * @param user who made it
 * @param type an HTTP method, or what a custom client reports
 * @param name what it is counted under
 * @param time how long it took
 * @param length of the answer in bytes
 * @param error why it failed; null for a success
 */
public record RequestEvent(User user, String type, String name, Duration time, long length, String error) {}
