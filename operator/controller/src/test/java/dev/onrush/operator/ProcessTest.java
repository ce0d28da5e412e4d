package dev.onrush.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.status.Phase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, killed as the kernel kills. */
class ProcessTest {
    @Test
    void withoutAnImageItSaysSoAndEnds(@TempDir Path directory) throws Exception {
        Process process = start(directory, Map.of("ONRUSH_RUNNER_IMAGE", ""));
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        assertEquals(2, process.exitValue());
        assertTrue(said.contains("ONRUSH_RUNNER_IMAGE is required"), said);
    }

    @Test
    @ExtendWith(ApiServer.class)
    void aKilledOperatorsRunIsFinishedByTheNext(ApiServer.Server server, @TempDir Path directory) throws Exception {
        Path kubeConfig = Files.writeString(directory.resolve("kubeconfig"), server.operatorKubeConfig());
        try (Scenario scenario = new Scenario(server)) {
            scenario.master.says((id, call) -> Summaries.running(id, call, 0));
            int health = freePort();
            Map<String, String> environment = Map.of(
                    "ONRUSH_RUNNER_IMAGE", "runner:test",
                    "ONRUSH_WATCH_NAMESPACES", scenario.namespace,
                    "ONRUSH_HEALTH_PORT", String.valueOf(health),
                    "ONRUSH_MASTER_WEB_PORT", String.valueOf(scenario.master.port()),
                    "KUBECONFIG", kubeConfig.toString());
            Process first = start(directory, environment);
            try {
                Awaitility.await().atMost(Scenario.PATIENCE).ignoreExceptions().until(() -> probe(health) == 200);
                scenario.plan(Scenario.PLAN);
                scenario.apply();
                scenario.await(Phase.Running);
            } finally {
                first.destroyForcibly().waitFor();
            }
            scenario.master.says((id, call) -> Summaries.finished(id, 1_000, true));
            Process second = start(directory, environment);
            try {
                assertEquals("Passed", scenario.await(Phase.Succeeded).verdict());
            } finally {
                second.destroyForcibly().waitFor();
            }
            scenario.jobUids.forEach((job, uids) -> assertEquals(1, uids.size(), job));
        }
    }

    @Test
    @ExtendWith(ApiServer.class)
    void withLeaderElectionItNeedsNothingButALease(ApiServer.Server server, @TempDir Path directory) throws Exception {
        Path kubeConfig = Files.writeString(directory.resolve("kubeconfig"), server.operatorKubeConfig());
        try (Scenario scenario = new Scenario(server)) {
            server.grantLeases(scenario.namespace);
            scenario.apply();
            Process process = start(
                    directory,
                    Map.of(
                            "ONRUSH_RUNNER_IMAGE",
                            "runner:test",
                            "ONRUSH_WATCH_NAMESPACES",
                            scenario.namespace,
                            "ONRUSH_HEALTH_PORT",
                            String.valueOf(freePort()),
                            "ONRUSH_LEADER_ELECTION",
                            "true",
                            "ONRUSH_NAMESPACE",
                            scenario.namespace,
                            "KUBECONFIG",
                            kubeConfig.toString()));
            try {
                scenario.await(Phase.Pending);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static Process start(Path directory, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                OperatorMain.class.getName());
        builder.environment().putAll(environment);
        if (environment.containsKey("KUBECONFIG")) {
            builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("log").toFile()));
        }
        return builder.start();
    }

    private static int probe(int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
