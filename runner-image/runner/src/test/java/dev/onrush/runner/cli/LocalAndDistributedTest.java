package dev.onrush.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.onrush.runner.sample.SampleTarget;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same plan in one process, and as a master and a worker that are started by hand. */
class LocalAndDistributedTest {
    private final Vertx vertx = Vertx.vertx();
    private final SampleTarget target = new SampleTarget("127.0.0.1", 0);

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        vertx.deployVerticle(target).await();
        Files.writeString(directory.resolve("token"), "0123456789abcdef0123456789abcdef");
        Files.writeString(
                directory.resolve("plan.yaml"),
                "users: [{name: A, waitTime: 20ms, tasks: [{name: t, steps: [{get: /products}]}]}]");
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void withoutARoleOneProcessDoesItAll() throws Exception {
        try (Program program = Program.start(
                directory, "--headless", "-f", "plan.yaml", "-H", url(), "-u", "5", "-r", "10", "-t", "2s")) {
            assertEquals(0, program.exitCode(), program.error());
            assertCounted(program);
        }
    }

    @Test
    void aWorkerFindsAMasterOnTheSameMachineByItself() throws Exception {
        String port = Integer.toString(freePort());
        String webPort = Integer.toString(freePort());
        try (Program master = Program.start(
                directory,
                "--master",
                "--headless",
                "-f",
                "plan.yaml",
                "-H",
                url(),
                "-u",
                "5",
                "-t",
                "2",
                "--expect-workers",
                "1",
                "--master-bind-host",
                "127.0.0.1",
                "--master-bind-port",
                port,
                "--web-port",
                webPort)) {
            Awaitility.await().until(() -> accepts(Integer.parseInt(port)));
            try (Program worker = Program.start(directory, "--worker", "-f", "plan.yaml", "--master-port", port)) {
                assertEquals(0, master.exitCode(), master.error());
                assertEquals(0, worker.exitCode(), worker.error());
                assertCounted(master);
            }
        }
    }

    @Test
    void processesAreStartedBesideAMaster() throws Exception {
        try (Program program = Program.start(
                directory,
                "--headless",
                "-f",
                "plan.yaml",
                "--processes",
                "2",
                "-H",
                url(),
                "-u",
                "6",
                "-r",
                "20",
                "-t",
                "2s")) {
            assertEquals(0, program.exitCode(), program.error());
            assertCounted(program);
            assertTrue(program.output().contains("desired: 2"), program.output());
        }
    }

    @Test
    void aGroupOfWorkersGoesOnWhenOneDies() throws Exception {
        String port = Integer.toString(freePort());
        try (Program master = Program.start(
                        directory,
                        "--master",
                        "--headless",
                        "-f",
                        "plan.yaml",
                        "-H",
                        url(),
                        "-u",
                        "6",
                        "-r",
                        "6",
                        "-t",
                        "5s",
                        "--expect-workers",
                        "3",
                        "--master-bind-host",
                        "127.0.0.1",
                        "--master-bind-port",
                        port,
                        "--web-port",
                        "0",
                        "--token-file",
                        "token");
                Program workers = Program.start(
                        directory,
                        "--worker",
                        "--processes",
                        "3",
                        "-f",
                        "plan.yaml",
                        "--master-port",
                        port,
                        "--token-file",
                        "token")) {
            Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> target.requests() > 20);
            workers.children().getFirst().destroyForcibly();
            assertEquals(0, master.exitCode(), master.error());
            assertTrue(workers.exitCode() > 0);
            assertTrue(workers.error().contains("ended with exit code"), workers.error());
            JsonNode status = new YAMLMapper().readTree(master.output()).path("status");
            assertEquals(1, status.at("/workers/missing").asInt());
            assertEquals("Passed (untrusted)", status.path("verdict").asText());
        }
    }

    @Test
    void optionsComeFromAFileToo() throws Exception {
        Files.writeString(
                directory.resolve("options.yaml"),
                "headless: true\nplan: plan.yaml\nhost: " + url() + "\nusers: 5\nspawn-rate: 10\nrun-time: 1h\n");
        try (Program program = Program.start(directory, "--config", "options.yaml", "-t", "2s")) {
            assertEquals(0, program.exitCode(), program.error());
            assertCounted(program);
        }
    }

    @Test
    void theEnvironmentCanNameTheFileAndTheWorkersDoNotTakeItAsTheirs() throws Exception {
        Files.writeString(
                directory.resolve("options.yaml"),
                "headless: true\nplan: plan.yaml\nprocesses: 2\nhost: " + url() + "\nusers: 5\nrun-time: 2s\n");
        try (Program program =
                Program.start(directory, Map.of("ONRUSH_CONFIG", "options.yaml", "ONRUSH_SPAWN_RATE", "10"))) {
            assertEquals(0, program.exitCode(), program.error());
            assertCounted(program);
            assertTrue(program.output().contains("desired: 2"), program.output());
        }
    }

    @Test
    void aFileWithAnOptionThatThereIsNotIsRefusedWithItsLine() throws Exception {
        Files.writeString(directory.resolve("options.yaml"), "users: 5\nuserz: 5\nthreshold: [a, b]\n");
        try (Program program = Program.start(directory, "--config=options.yaml", "-f", "plan.yaml")) {
            assertEquals(2, program.exitCode());
            assertTrue(program.error().contains("options.yaml:2: userz: is not an option"), program.error());
            assertTrue(program.error().contains("options.yaml:3: threshold: expected one value"), program.error());
        }
    }

    @Test
    void masterAndWorkerAtOnceAreRefused() throws Exception {
        try (Program program = Program.start(directory, "--master", "--worker", "-f", "plan.yaml")) {
            assertEquals(2, program.exitCode());
            assertTrue(program.error().contains("mutually exclusive"), program.error());
        }
    }

    @Test
    void aMissingTargetIsNamed() throws Exception {
        try (Program program = Program.start(directory, "--headless", "-f", "plan.yaml", "-u", "5", "-t", "2s")) {
            assertEquals(2, program.exitCode());
            assertTrue(program.error().contains("target"), program.error());
        }
    }

    private void assertCounted(Program program) throws Exception {
        JsonNode status = new YAMLMapper().readTree(program.output()).path("status");
        assertEquals("Succeeded", status.path("phase").asText());
        assertTrue(target.requests() > 0);
        assertEquals(target.requests(), status.at("/results/requests").asLong());
    }

    private String url() {
        return "http://127.0.0.1:" + target.port();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
