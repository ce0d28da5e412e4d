package dev.onrush.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.onrush.contract.status.Phase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, killed as the kernel kills. */
class ProcessTest {
    @Test
    void withoutAnImageItSaysSoAndEnds() throws Exception {
        Process process = OperatorProcess.java("", List.of()).start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        assertEquals(2, process.exitValue());
        assertTrue(said.contains("ONRUSH_RUNNER_IMAGE is required"), said);
    }

    /** As where nobody installed the CustomResourceDefinition. */
    @Test
    void oneThatCannotStartEndsSoThatItIsStartedAgain(@TempDir Path directory) throws Exception {
        HttpServer api = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        api.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(404, -1);
            }
        });
        api.start();
        try {
            Path kubeConfig = Files.writeString(directory.resolve("kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
                    contexts: [{name: c, context: {cluster: c, user: u}}]
                    users: [{name: u, user: {}}]
                    current-context: c
                    """.formatted(
                            api.getAddress().getPort()));
            ProcessBuilder builder = OperatorProcess.java("", List.of())
                    .redirectError(directory.resolve("log").toFile());
            builder.environment()
                    .putAll(Map.of(
                            "ONRUSH_RUNNER_IMAGE", "runner:test",
                            "ONRUSH_HEALTH_PORT", String.valueOf(freePort()),
                            "KUBECONFIG", kubeConfig.toString()));
            Process process = builder.start();
            try {
                assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it lives on without watching anything");
                assertEquals(1, process.exitValue());
                assertTrue(Files.readString(directory.resolve("log")).contains("cannot start"));
            } finally {
                process.destroyForcibly();
            }
        } finally {
            api.stop(0);
        }
    }

    @Test
    @ExtendWith(ApiServer.class)
    void aKilledOperatorsRunIsFinishedByTheNext(ApiServer.Server server, @TempDir Path directory) throws Exception {
        Path kubeConfig = Files.writeString(directory.resolve("kubeconfig"), server.operatorKubeConfig());
        try (Scenario scenario = new Scenario(server)) {
            scenario.master.says((id, call) -> Summaries.running(id, call, 0));
            int health = freePort();
            OperatorProcess operator = new OperatorProcess(scenario, kubeConfig, health);
            Process first = operator.start();
            try {
                Awaitility.await().atMost(Scenario.PATIENCE).ignoreExceptions().until(() -> probe(health) == 200);
                scenario.plan(Scenario.PLAN);
                scenario.apply();
                scenario.await(Phase.Running);
            } finally {
                first.destroyForcibly().waitFor();
            }
            scenario.master.says((id, call) -> Summaries.finished(id, 1_000, true));
            Process second = operator.start();
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
            Process process = new OperatorProcess(scenario, kubeConfig, freePort())
                    .start(Map.of(
                            "ONRUSH_LEADER_ELECTION", "true",
                            "ONRUSH_NAMESPACE", scenario.namespace,
                            "ONRUSH_LEASE", "of-this-release"));
            try {
                scenario.await(Phase.Pending);
                assertNotNull(scenario.client
                        .leases()
                        .inNamespace(scenario.namespace)
                        .withName("of-this-release")
                        .get());
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static int probe(int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
