package dev.onrush.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The operator's process is killed with SIGKILL between each two of its writes; another finishes the run, with the same Jobs. */
@ExtendWith(ApiServer.class)
class KillTest {
    private static final int SIGKILL = 128 + 9;

    /** At a time: most of a run is waiting for the next poll. */
    private static final int PARALLEL = 4;

    @TempDir
    private Path directory;

    @Test
    void anOperatorMayBeKilledBetweenAnyTwoWrites(ApiServer.Server server) throws Exception {
        Path kubeConfig = Files.writeString(directory.resolve("kubeconfig"), server.operatorKubeConfig());
        List<String> writes = undisturbed(server, kubeConfig);
        assertTrue(writes.size() >= 10, () -> "expected a run of at least ten writes, found " + writes);
        try (ExecutorService pool = Executors.newFixedThreadPool(PARALLEL)) {
            List<Callable<Void>> killed = IntStream.range(1, writes.size())
                    .<Callable<Void>>mapToObj(last -> () -> {
                        killAfter(last, server, kubeConfig);
                        return null;
                    })
                    .toList();
            for (Future<Void> each : pool.invokeAll(killed)) {
                each.get();
            }
        }
    }

    /** @return the writes of a run that nobody disturbs, in order */
    private static List<String> undisturbed(ApiServer.Server server, Path kubeConfig) throws Exception {
        try (Scenario scenario = scenario(server)) {
            Process process = new OperatorProcess(scenario, kubeConfig, ProcessTest.freePort()).startParking(1_000);
            try (BufferedReader said = reader(process)) {
                scenario.apply();
                assertOneJobPerRole(scenario, "nobody was killed");
                Awaitility.await().atMost(Scenario.PATIENCE).until(() -> scenario.master.calls("/api/v1/quit") > 0);
                // Through its handle, which leaves its output readable.
                process.toHandle().destroyForcibly();
                return said.lines()
                        .filter(line -> line.startsWith(ParkingClient.WRITE))
                        .toList();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static void killAfter(int last, ApiServer.Server server, Path kubeConfig) throws Exception {
        try (Scenario scenario = scenario(server)) {
            Process first = new OperatorProcess(scenario, kubeConfig, ProcessTest.freePort()).startParking(last);
            List<String> writes = new ArrayList<>();
            try (BufferedReader said = reader(first)) {
                scenario.apply();
                for (String line = said.readLine(); !ParkingClient.PARKED.equals(line); line = said.readLine()) {
                    assertTrue(line != null, () -> "the operator ended by itself after " + writes);
                    writes.add(line);
                }
            } finally {
                first.destroyForcibly();
            }
            assertEquals(SIGKILL, first.waitFor());
            assertEquals(last, writes.size());
            scenario.start();
            assertOneJobPerRole(scenario, "killed after " + writes);
        }
    }

    private static void assertOneJobPerRole(Scenario scenario, String story) {
        LoadTestStatus status = scenario.await(Phase.Succeeded);
        assertEquals(1_000L, status.results().requests(), story);
        Awaitility.await().atMost(Scenario.PATIENCE).until(() -> scenario.jobUids.size() == 2);
        assertEquals(
                Map.of(
                        "shop-master", Set.of(status.jobs().master()),
                        "shop-worker", Set.of(status.jobs().workers())),
                scenario.jobUids,
                story);
    }

    /** A short run: an operator's process asks every two seconds. */
    private static Scenario scenario(ApiServer.Server server) throws IOException {
        Scenario scenario = new Scenario(server);
        scenario.master.says((id, call) -> switch (call) {
            case 1 -> Summaries.starting(id, 1);
            case 2 -> Summaries.running(id, 100, 0);
            default -> Summaries.finished(id, 1_000, true);
        });
        scenario.plan(Scenario.PLAN);
        return scenario;
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
