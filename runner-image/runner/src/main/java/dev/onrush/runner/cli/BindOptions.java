package dev.onrush.runner.cli;

import dev.onrush.runner.bus.Loopback;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a master listens for workers. */
final class BindOptions {
    @Option(
            names = "--master-bind-host",
            paramLabel = "HOST",
            defaultValue = "*",
            description = "The address that the master listens on (default: all).")
    private String host;

    @Option(
            names = "--master-bind-port",
            paramLabel = "PORT",
            defaultValue = "5557",
            description = "The port that the master listens on (default: 5557).")
    private int port;

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    void tellHowToJoin(TokenOption token) {
        String toPort = port == 5_557 ? "" : " --master-port " + port;
        Path file = token.file(port);
        String here = token.arguments().isEmpty() ? "" : " --token-file " + file;
        System.err.println("onrush: for a worker on this machine: onrush --worker -f -" + toPort + here);
        if (!Loopback.is(host)) {
            System.err.println("onrush: for a worker on another: copy " + file + " there, for its owner only, then: "
                    + "onrush --worker -f - --master-host " + WorkerCommand.host() + toPort + " --token-file "
                    + file.getFileName());
        }
    }
}
