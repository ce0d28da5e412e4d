package dev.onrush.runner.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.runner.local.LoadTestFile;
import dev.onrush.runner.local.LocalRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several worker processes on real sockets; the target's own count is the judge. */
class WorkerProcessesTest {
    @TempDir
    private Path directory;

    @Test
    void threeProcessesCountEveryRequestOnce() throws Exception {
        try (LocalRun run = LocalRun.start(loadTest(3, "4s"), directory, 0)) {
            Set<Long> pids = run.processes().list().stream().map(Process::pid).collect(Collectors.toSet());
            assertEquals(3, pids.size());
            assertTrue(!pids.contains(ProcessHandle.current().pid()));
            RunSummary summary = run.await(_ -> {});
            assertEquals(RunState.Finished, summary.state(), summary.message());
            assertEquals(0, summary.results().aborted());
            assertTrue(summary.results().requests() > 100);
            assertEquals(run.sample().requests(), summary.results().requests());
            assertTrue(Files.size(run.writeReport().json()) > 0);
        }
    }

    @Test
    void aKilledWorkerCostsItsShareAndTheResultBoundsWhatIsUnknown() throws Exception {
        try (LocalRun run = LocalRun.start(loadTest(2, "8s"), directory, 0)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> run.sample().requests() > 100);
            run.processes().list().getFirst().destroyForcibly();
            RunSummary summary = run.await(_ -> {});
            assertEquals(RunState.Finished, summary.state(), summary.message());
            assertEquals(1, summary.workers().missing());
            assertEquals("WorkersLost", summary.untrusted().getFirst().reason());
            long unknown = run.sample().requests() - summary.results().requests();
            long bound = summary.results().unaccounted();
            assertTrue(
                    unknown >= 0 && unknown <= bound,
                    unknown + " requests are in no result, and the bound is " + bound);
        }
    }

    private LoadTestFile loadTest(int workers, String runTime) throws Exception {
        Path file = directory.resolve("loadtest.yaml");
        Files.writeString(file, """
                apiVersion: onrush.dev/v1
                kind: LoadTest
                metadata:
                  name: processes
                  annotations: {onrush.dev/local-target: sample}
                spec:
                  target: http://replaced.test
                  plan:
                    inline: |
                      users:
                        - name: Visitor
                          waitTime: 10ms
                          tasks: [{name: browse, steps: [{get: /products}, {get: "/products/${random(1,100)}", name: one}]}]
                  load: {users: 12, spawnRate: 24, runTime: %s}
                  workers: {cores: %d}
                """.formatted(runTime, workers));
        return LoadTestFile.read(file);
    }
}
