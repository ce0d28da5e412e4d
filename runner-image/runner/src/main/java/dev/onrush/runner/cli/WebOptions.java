package dev.onrush.runner.cli;

import picocli.CommandLine.Option;

/** Where the HTTP API is. */
final class WebOptions {
    @Option(
            names = "--web-host",
            paramLabel = "HOST",
            description =
                    "The address of the HTTP API (default: with --master that of --master-bind-host, else 127.0.0.1).")
    private String host;

    @Option(
            names = {"-P", "--web-port"},
            paramLabel = "PORT",
            defaultValue = "8089",
            description = "The port of the HTTP API, 0 for any (default: 8089).")
    private int port;

    String host(String otherwise) {
        return host == null || host.isEmpty() ? otherwise : host;
    }

    int port() {
        return port;
    }
}
