package dev.onrush.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.Results;
import dev.onrush.contract.report.ThresholdResult;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The README's way: apply the quickstart's directory, wait, read the verdict, delete. Its thresholds are on latency, so that it has the
 * machine to itself.
 */
@ExtendWith(Spaces.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@ResourceLock(Locks.OPERATOR)
class QuickstartIT {
    private static final String NAME = "quickstart";
    private static final String DIRECTORY = "deploy/examples/quickstart/";

    private List<Long> counts;
    private List<Pod> pods;
    private LoadTestStatus status;

    @BeforeAll
    void applyAndWait(Space space) {
        try (StatusWatch watch = StatusWatch.open(space)) {
            space.kubectl("apply", "-f", DIRECTORY);
            space.kubectl("wait", "--for=condition=Complete", "loadtest/" + NAME, "--timeout=240s");
            counts = watch.growingCounts();
        }
        pods = new ArrayList<>(space.pods(NAME, "master"));
        pods.addAll(space.pods(NAME, "worker"));
        status = space.status(NAME).orElseThrow();
    }

    @Test
    @Order(1)
    void succeedsWithEveryThresholdHeld(Space space) {
        assertEquals(Phase.Succeeded, status.phase(), space::describe);
        assertEquals(4, status.thresholds().size());
        assertTrue(status.thresholds().stream().allMatch(t -> t.result() == ThresholdResult.Outcome.Passed));
        assertTrue(status.verdict().startsWith("Passed"), status.verdict());
        assertEquals(2, status.workers().desired());
        assertEquals(0, status.workers().missing());
        assertNotNull(status.startTime());
        assertNotNull(status.completionTime());
    }

    @Test
    @Order(1)
    void statusIsLiveWhileTheTestRuns() {
        assertTrue(counts.size() >= 3, "growing counts seen by a watch: " + counts);
    }

    @Test
    @Order(1)
    void statusCountsWhatTheShopCounted(Space space) {
        Results results = status.results();
        long more = space.servedByShop() - results.requests();
        long aborted = results.aborted() == null ? 0 : results.aborted();
        assertTrue(
                more >= 0 && more <= aborted,
                "the shop served " + more + " more than the status counts, aborted " + aborted);
        assertTrue(results.byName().stream().anyMatch(named -> named.name().equals("/products/{id}")));
        assertNotNull(results.latency().p95());
    }

    @Test
    @Order(1)
    void columnsShowTheRun(Space space) {
        List<String> lines = space.kubectl("get", "lt", NAME)
                .lines()
                .filter(l -> !l.startsWith("Warning"))
                .toList();
        assertEquals(
                List.of("NAME", "PHASE", "WORKERS", "USERS", "RPS", "P95", "FAILURES", "VERDICT", "AGE"),
                List.of(lines.get(0).trim().split("\\s+")));
        assertTrue(
                lines.get(1).matches("quickstart +Succeeded +\\d+ +50 +[\\d.]+ +[\\d.]+[mun]?s +[\\d.]+% +Passed.*"),
                lines.get(1));
    }

    @Test
    @Order(1)
    void oneMasterAndOneWorkerForEachCore(Space space) {
        assertEquals(
                3,
                pods.size(),
                () -> "pods: "
                        + pods.stream().map(p -> p.getMetadata().getName()).toList());
        assertEquals(
                3, pods.stream().map(p -> p.getMetadata().getUid()).distinct().count());
        for (Pod worker : space.pods(NAME, "worker")) {
            assertEquals(
                    Quantity.parse("250m"),
                    container(worker).getResources().getRequests().get("cpu"));
        }
        Job workers = job(space, NAME + "-worker");
        assertEquals("Indexed", workers.getSpec().getCompletionMode());
        assertEquals(2, workers.getSpec().getParallelism());
        assertEquals(2, workers.getSpec().getCompletions());
        assertEquals(status.jobs().workers(), workers.getMetadata().getUid());
        assertEquals(
                status.jobs().master(),
                job(space, NAME + "-master").getMetadata().getUid());
        assertEquals(
                "None",
                space.client()
                        .services()
                        .inNamespace(space.name())
                        .withName(NAME + "-master")
                        .get()
                        .getSpec()
                        .getClusterIP());
    }

    @Test
    @Order(1)
    void runnerPodsHoldNoTokenOfTheApiServer() {
        for (Pod pod : pods) {
            assertFalse(
                    pod.getSpec().getAutomountServiceAccountToken(),
                    pod.getMetadata().getName());
            assertTrue(pod.getSpec().getVolumes().stream()
                    .allMatch(volume -> volume.getProjected() == null
                            || volume.getProjected().getSources().stream()
                                    .allMatch(source -> source.getServiceAccountToken() == null)));
            assertTrue(container(pod).getSecurityContext().getReadOnlyRootFilesystem());
        }
    }

    @Test
    @Order(1)
    void everyChildIsOwnedByTheLoadTest(Space space) {
        String uid = space.loadTest(NAME).get().getMetadata().getUid();
        List<HasMetadata> children = children(space);
        Set<String> names = children.stream()
                .map(child -> child.getKind() + "/" + child.getMetadata().getName())
                .collect(Collectors.toSet());
        assertTrue(
                names.containsAll(Set.of(
                        "Job/quickstart-master",
                        "Job/quickstart-worker",
                        "Service/quickstart-master",
                        "Secret/quickstart-token",
                        "ConfigMap/quickstart-run",
                        "ConfigMap/quickstart-report")),
                () -> "children: " + names);
        for (HasMetadata child : children) {
            assertEquals(uid, child.getMetadata().getOwnerReferences().get(0).getUid(), () -> child.getMetadata()
                    .getName());
        }
    }

    @Test
    @Order(1)
    void theReportMakesAPage(Space space) {
        String report = space.kubectl("get", "configmap", NAME + "-report", "-o", "jsonpath={.data.report\\.json}");
        String page = Command.run(List.of("./onrush", "report", "-"), report).expectSuccess();
        assertTrue(page.contains("<strong class=\"Passed\">") && page.contains("http.latency.p95"), page);
    }

    @Test
    @Order(2)
    void applyingTheSameFilesAgainChangesNothing(Space space) {
        String before = fingerprint(space);
        String said = space.kubectl("apply", "-f", DIRECTORY);
        assertTrue(
                said.lines()
                        .filter(l -> l.contains("onrush.dev") || l.contains("configmap"))
                        .allMatch(l -> l.endsWith("unchanged")),
                said);
        Awaitility.await()
                .during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(10))
                .until(() -> fingerprint(space).equals(before));
    }

    @Test
    @Order(3)
    void whatDefinesARunIsImmutableOnceItStarted(Space space) {
        Command.Result result = space.tryKubectl(
                "patch", "lt", NAME, "--type=merge", "-p", "{\"spec\":{\"target\":\"http://elsewhere:8080\"}}");
        assertTrue(result.exitCode() != 0 && result.output().contains("immutable"), result.output());
    }

    @Test
    @Order(4)
    void deletingRemovesEverythingThatWasMade(Space space) {
        space.kubectl("delete", "lt", NAME, "--timeout=60s");
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> children(space).isEmpty()
                        && space.pods(NAME, "master").isEmpty()
                        && space.pods(NAME, "worker").isEmpty());
        assertNotNull(space.client()
                .configMaps()
                .inNamespace(space.name())
                .withName("quickstart-plan")
                .get());
        assertNull(space.loadTest(NAME).get());
    }

    private static String fingerprint(Space space) {
        HasMetadata loadTest = space.loadTest(NAME).get();
        return loadTest.getMetadata().getGeneration() + " "
                + space.status(NAME).orElseThrow() + " "
                + children(space).stream()
                        .map(child -> child.getMetadata().getUid() + "@"
                                + child.getMetadata().getGeneration())
                        .toList();
    }

    private static List<HasMetadata> children(Space space) {
        var client = space.client();
        List<HasMetadata> children = new ArrayList<>();
        children.addAll(client.batch()
                .v1()
                .jobs()
                .inNamespace(space.name())
                .withLabel(Space.LABEL, NAME)
                .list()
                .getItems());
        children.addAll(client.services()
                .inNamespace(space.name())
                .withLabel(Space.LABEL, NAME)
                .list()
                .getItems());
        children.addAll(client.secrets()
                .inNamespace(space.name())
                .withLabel(Space.LABEL, NAME)
                .list()
                .getItems());
        children.addAll(client.configMaps()
                .inNamespace(space.name())
                .withLabel(Space.LABEL, NAME)
                .list()
                .getItems());
        return children;
    }

    private static Job job(Space space, String name) {
        return space.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(space.name())
                .withName(name)
                .get();
    }

    private static Container container(Pod pod) {
        return pod.getSpec().getContainers().get(0);
    }
}
