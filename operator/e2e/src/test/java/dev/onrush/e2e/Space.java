package dev.onrush.e2e;

import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.operator.api.LoadTest;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A namespace of its own for a scenario, with the restricted pod security level enforced. */
final class Space implements AutoCloseable {
    static final String LABEL = "onrush.dev/loadtest";
    static final String ROLE = "onrush.dev/role";

    private final KubernetesClient client;
    private final String name;

    private Space(KubernetesClient client, String name) {
        this.client = client;
        this.name = name;
    }

    static Space create() {
        KubernetesClient client = new KubernetesClientBuilder().build();
        Namespace namespace = client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withGenerateName("onrush-e2e-")
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
        String name = namespace.getMetadata().getName();
        client.serviceAccounts()
                .inNamespace(name)
                .withName("default")
                .waitUntilCondition(account -> account != null, 30, java.util.concurrent.TimeUnit.SECONDS);
        return new Space(client, name);
    }

    String name() {
        return name;
    }

    KubernetesClient client() {
        return client;
    }

    /** kubectl in this namespace; it must succeed. */
    String kubectl(String... arguments) {
        return tryKubectl(arguments).expectSuccess();
    }

    Command.Result tryKubectl(String... arguments) {
        return Command.run(command(arguments));
    }

    /** {@code kubectl apply} of a manifest; it must succeed. */
    String apply(String manifest) {
        return tryApply(manifest).expectSuccess();
    }

    Command.Result tryApply(String manifest) {
        return Command.run(command("apply", "-f", "-"), manifest);
    }

    Resource<LoadTest> loadTest(String loadTest) {
        return client.resources(LoadTest.class).inNamespace(name).withName(loadTest);
    }

    Optional<LoadTestStatus> status(String loadTest) {
        return Optional.ofNullable(loadTest(loadTest).get()).map(LoadTest::getStatus);
    }

    /** Waits until the status is as expected; the error says how it was instead. */
    LoadTestStatus await(String loadTest, Duration atMost, Predicate<LoadTestStatus> expected) {
        AtomicReference<LoadTestStatus> last = new AtomicReference<>();
        try {
            Awaitility.await()
                    .atMost(atMost)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> status(loadTest)
                            .filter(status -> {
                                last.set(status);
                                return expected.test(status);
                            })
                            .isPresent());
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError("after " + atMost + " the status of " + loadTest + " was " + last.get(), e);
        }
        return last.get();
    }

    LoadTestStatus awaitEnd(String loadTest, Duration atMost) {
        return await(
                loadTest,
                atMost,
                status -> status.phase() != null && status.phase().isTerminal());
    }

    /** Waits until users run and the status says how many requests they made. */
    LoadTestStatus awaitRunning(String loadTest, long requests) {
        return await(
                loadTest,
                Duration.ofMinutes(2),
                status -> status.results() != null
                        && status.results().requests() != null
                        && status.results().requests() >= requests);
    }

    /** Pods of a LoadTest's master or workers, by name. */
    List<Pod> pods(String loadTest, String role) {
        return client
                .pods()
                .inNamespace(name)
                .withLabel(LABEL, loadTest)
                .withLabel(ROLE, role)
                .list()
                .getItems()
                .stream()
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
    }

    /** Deletes a pod, as a drain of its node or an eviction does: its process may wrap up. */
    void evict(Pod pod) {
        kubectl("delete", "pod", pod.getMetadata().getName(), "--wait=false");
    }

    /**
     * Ends a pod's process at once; it cannot say goodbye. ONRUSH_E2E_KILL names a command of the node that sends SIGKILL to the
     * container whose id it is given. Without it the process is made to crash, which is as abrupt.
     */
    void kill(Pod pod) {
        String command = System.getenv("ONRUSH_E2E_KILL");
        String id =
                pod.getStatus().getContainerStatuses().get(0).getContainerID().replaceFirst("^.*://", "");
        if (command == null) {
            kubectl("exec", pod.getMetadata().getName(), "--", "sh", "-c", "kill -SEGV 1");
        } else {
            Command.run(List.of("sh", "-c", command + " " + id)).expectSuccess();
        }
    }

    /** The quickstart's shop, ready to serve. */
    void deployShop() {
        kubectl("apply", "-f", "deploy/examples/quickstart/app.yaml");
        kubectl("rollout", "status", "deployment/quickstart-shop", "--timeout=120s");
    }

    /** The requests that the shop itself counted. */
    long servedByShop() {
        String stats =
                kubectl("get", "--raw", "/api/v1/namespaces/" + name + "/services/quickstart-shop:8080/proxy/stats");
        return Long.parseLong(stats.replaceAll("(?s).*\"requests\"\\s*:\\s*(\\d+).*", "$1"));
    }

    /** What a person would look at when something went wrong. */
    String describe() {
        StringBuilder text = new StringBuilder("namespace " + name + "\n");
        for (String[] look : new String[][] {
            {"get", "loadtests", "-o", "yaml"},
            {"get", "pods,jobs,services,configmaps", "-o", "wide"},
            {"get", "events", "--sort-by=.lastTimestamp"},
            {"logs", "-l", LABEL, "--all-containers", "--prefix", "--tail=60"}
        }) {
            text.append("$ kubectl ").append(String.join(" ", look)).append('\n');
            text.append(tryKubectl(look).output()).append('\n');
        }
        return text.toString();
    }

    @Override
    public void close() {
        client.namespaces().withName(name).delete();
        client.close();
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl", "-n", name));
        command.addAll(List.of(arguments));
        return command;
    }
}
