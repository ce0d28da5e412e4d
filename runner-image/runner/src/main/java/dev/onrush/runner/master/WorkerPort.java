package dev.onrush.runner.master;

import dev.onrush.runner.bus.ServerCredentials;

/**
 * Where workers connect, and what they have to show.
 *
 * @param port 0 for any that is free
 */
public record WorkerPort(ServerCredentials credentials, String host, int port) {}
