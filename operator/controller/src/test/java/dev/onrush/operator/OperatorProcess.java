package dev.onrush.operator;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The operator's program as a process of its own, for one scenario. */
final class OperatorProcess {
    private final Map<String, String> environment;
    private final File log;

    /** Its log is beside the kubeconfig. */
    OperatorProcess(Scenario scenario, Path kubeConfig, int healthPort) {
        log = kubeConfig.resolveSibling(scenario.namespace + ".log").toFile();
        environment = Map.of(
                "ONRUSH_RUNNER_IMAGE", "runner:test",
                "ONRUSH_WATCH_NAMESPACES", scenario.namespace,
                "ONRUSH_HEALTH_PORT", String.valueOf(healthPort),
                "ONRUSH_MASTER_WEB_PORT", String.valueOf(scenario.master.port()),
                "KUBECONFIG", kubeConfig.toString());
    }

    Process start() throws IOException {
        return start(Map.of());
    }

    Process start(Map<String, String> more) throws IOException {
        ProcessBuilder builder = java("", List.of()).redirectOutput(Redirect.appendTo(log));
        builder.environment().putAll(more);
        return start(builder);
    }

    /** One that stops dead when so many of its writes have succeeded, and tells of each on its standard output: {@link ParkingClient}. */
    Process startParking(int afterWrites) throws IOException {
        Path services = ParkingClient.services(log.toPath().resolveSibling("services"));
        return start(java(services + File.pathSeparator, List.of("-D" + ParkingClient.AFTER + "=" + afterWrites)));
    }

    private Process start(ProcessBuilder builder) throws IOException {
        builder.environment().putAll(environment);
        return builder.redirectError(Redirect.appendTo(log)).start();
    }

    /** @param first what stands before the class path, separator included */
    static ProcessBuilder java(String first, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", first + System.getProperty("java.class.path"), OperatorMain.class.getName()));
        return new ProcessBuilder(command);
    }
}
