package dev.onrush.runner.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.runner.local.LoadTestFile;
import dev.onrush.runner.local.LocalRun;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is the generator's fault makes numbers untrustworthy, and what is the target's does not. */
class GeneratorHealthTest {
    @TempDir
    private Path directory;

    @Test
    void aWorkerThatTheKernelFreezesIsNotTrusted() throws Exception {
        try (QuotaGroup group = QuotaGroup.create(0.4);
                WireRun run = new WireRun(1, 60, Duration.ofSeconds(12), LostWorkers.Redistribute)) {
            Process worker = startWorker(run, group);
            try {
                RunSummary summary = run.summary();
                assertEquals(RunState.Finished, summary.state(), summary.message());
                assertTrue(
                        summary.untrusted().stream()
                                .anyMatch(distrust -> distrust.reason().equals("WorkerThrottled")),
                        () -> "untrusted: " + summary.untrusted());
            } finally {
                worker.destroyForcibly().waitFor();
            }
        }
    }

    private Process startWorker(WireRun run, QuotaGroup group) throws IOException {
        Path plan = directory.resolve(run.files.entry());
        Files.write(plan, run.files.files().get(run.files.entry()));
        Path token = directory.resolve("token");
        run.token.write(token);
        // A process belongs to the group of its parent, so the shell joins it first.
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        "echo $$ > " + group.members() + " && exec \"$0\" \"$@\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.onrush.runner.cli.Onrush",
                        "--worker",
                        "--master-port",
                        Integer.toString(run.master.port()),
                        "--token-file",
                        token.toString(),
                        "-f",
                        plan.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("worker.log").toFile())
                .start();
    }

    @Test
    void aSlowTargetIsNoReasonForDistrust() throws Exception {
        Vertx vertx = Vertx.vertx();
        HttpServer slow = vertx.createHttpServer()
                .requestHandler(
                        request -> vertx.setTimer(500, _ -> request.response().end("late")))
                .listen(0, "127.0.0.1")
                .await();
        try (LocalRun run = LocalRun.start(loadTest(slow.actualPort()), directory, 0)) {
            RunSummary summary = run.await(_ -> {});
            assertEquals(RunState.Finished, summary.state(), summary.message());
            assertEquals(0, summary.results().failures());
            assertTrue(summary.results().requests() > 20);
            assertEquals(List.of(), summary.untrusted());
            assertFalse(summary.results().latency().p50().startsWith("0"));
        } finally {
            vertx.close().await();
        }
    }

    private LoadTestFile loadTest(int port) throws Exception {
        Path file = directory.resolve("loadtest.yaml");
        Files.writeString(file, """
                apiVersion: onrush.dev/v1
                kind: LoadTest
                metadata: {name: slow}
                spec:
                  target: http://127.0.0.1:%d
                  plan:
                    inline: |
                      users: [{name: A, waitTime: 50ms, tasks: [{name: t, steps: [get: /]}]}]
                  load: {users: 10, spawnRate: 100, runTime: 11s}
                  workers: {cores: 1}
                """.formatted(port));
        return LoadTestFile.read(file);
    }

    /** A control group of its own with a CPU limit; needs root, and is left out where there is none, except in CI. */
    private record QuotaGroup(Path directory) implements AutoCloseable {
        static QuotaGroup create(double cores) throws IOException {
            Path root = Path.of("/sys/fs/cgroup");
            boolean version2 = Files.exists(root.resolve("cgroup.controllers"));
            Path directory = root.resolve(version2 ? "" : "cpu")
                    .resolve("onrush-test-" + ProcessHandle.current().pid());
            long quota = Math.round(100_000 * cores);
            try {
                Files.createDirectories(directory);
                if (version2) {
                    Files.writeString(directory.resolve("cpu.max"), quota + " 100000");
                } else {
                    Files.writeString(directory.resolve("cpu.cfs_period_us"), "100000");
                    Files.writeString(directory.resolve("cpu.cfs_quota_us"), Long.toString(quota));
                }
            } catch (IOException e) {
                assumeTrue("true".equals(System.getenv("CI")), "no control group can be made here: " + e);
                throw e;
            }
            return new QuotaGroup(directory);
        }

        Path members() {
            return directory.resolve("cgroup.procs");
        }

        @Override
        public void close() throws IOException {
            Files.delete(directory);
        }
    }
}
