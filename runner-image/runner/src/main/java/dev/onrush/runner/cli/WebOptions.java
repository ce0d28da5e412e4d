package dev.onrush.runner.cli;

import dev.onrush.runner.bus.TlsIdentity;
import java.io.IOException;
import java.util.Optional;
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

    @Option(names = "--web-plain", description = "The HTTP API does not speak TLS, --tls-cert or not.")
    private boolean plain;

    /**
     * Where the HTTP API listens.
     *
     * @param tls the certificate that it shows; empty for plain HTTP
     */
    record Place(String host, int port, Optional<TlsIdentity> tls) {}

    /** @param otherwise the host, unless one is named */
    Place place(String otherwise, TokenOption token) throws IOException {
        return new Place(
                host == null || host.isEmpty() ? otherwise : host, port, plain ? Optional.empty() : token.named());
    }

    int port() {
        return port;
    }
}
