package dev.onrush.operator;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The operator's settings, from environment variables.
 *
 * @param runnerImage {@code ONRUSH_RUNNER_IMAGE}: the image of master and workers
 * @param namespaces {@code ONRUSH_WATCH_NAMESPACES}: separated by commas; empty watches all
 * @param leaderElection {@code ONRUSH_LEADER_ELECTION=true}: the Lease that {@code ONRUSH_NAMESPACE} and {@code ONRUSH_LEASE} name
 * @param healthPort {@code ONRUSH_HEALTH_PORT}: serves /healthz and /readyz
 * @param masterPort {@code ONRUSH_MASTER_WEB_PORT}: the port of every master's HTTP API
 */
public record OperatorConfig(
        String runnerImage, Set<String> namespaces, Optional<Lease> leaderElection, int healthPort, int masterPort) {
    private static final String DEFAULT_LEASE = "onrush-operator";
    private static final int DEFAULT_HEALTH_PORT = 8080;
    private static final int DEFAULT_MASTER_PORT = 8089;
    private static final int MAX_PORT = 65_535;

    /**
     * What instances compete for. Those of another release have another name.
     *
     * @param name {@value #DEFAULT_LEASE} unless given
     */
    public record Lease(String namespace, String name) {}

    /** @throws IllegalArgumentException when a variable is missing or cannot be used; the message names it */
    public static OperatorConfig parse(Map<String, String> env) {
        return new OperatorConfig(
                required(env, "ONRUSH_RUNNER_IMAGE", "the image of master and workers"),
                list(text(env, "ONRUSH_WATCH_NAMESPACES").orElse("")),
                flag(env, "ONRUSH_LEADER_ELECTION")
                        ? Optional.of(new Lease(
                                required(env, "ONRUSH_NAMESPACE", "the namespace of the leader's Lease"),
                                text(env, "ONRUSH_LEASE").orElse(DEFAULT_LEASE)))
                        : Optional.empty(),
                port(env, "ONRUSH_HEALTH_PORT", DEFAULT_HEALTH_PORT),
                port(env, "ONRUSH_MASTER_WEB_PORT", DEFAULT_MASTER_PORT));
    }

    private static String required(Map<String, String> env, String name, String meaning) {
        return text(env, name).orElseThrow(() -> new IllegalArgumentException(name + " is required: " + meaning));
    }

    private static Set<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(namespace -> !namespace.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean flag(Map<String, String> env, String name) {
        String value = text(env, name).orElse("false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(name + ": expected true or false, found \"" + value + '"');
        };
    }

    private static int port(Map<String, String> env, String name, int otherwise) {
        String value = text(env, name).orElse(String.valueOf(otherwise));
        try {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message for both.
        }
        throw new IllegalArgumentException(
                name + ": expected a port from 1 to " + MAX_PORT + ", found \"" + value + '"');
    }

    private static Optional<String> text(Map<String, String> env, String name) {
        return Optional.ofNullable(env.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
