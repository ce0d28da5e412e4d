package dev.onrush.operator;

import dev.onrush.contract.status.Condition;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.loadtest.Settings;
import dev.onrush.operator.observe.HttpMasterClient;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.javaoperatorsdk.operator.Operator;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A namespace of its own with a cluster's players, an operator, and one LoadTest called {@code shop}. */
final class Scenario implements AutoCloseable {
    static final String NAME = "shop";
    static final String PLAN = """
            users:
              - name: Visitor
                tasks:
                  - name: browse
                    steps:
                      - get: /products
            """;
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Settings SETTINGS =
            new Settings("runner:test", Duration.ofMillis(150), Duration.ofMillis(500), Clock.systemUTC());

    final KubernetesClient client;
    final String namespace = "t-" + UUID.randomUUID().toString().substring(0, 8);
    final FakeMaster master = new FakeMaster();
    final FakeKubelet kubelet;
    final Map<String, Set<String>> jobUids = new ConcurrentHashMap<>();

    private final ApiServer.Server server;
    private final Watch watch;
    private Operator operator;
    private KubernetesClient operatorClient;

    Scenario(ApiServer.Server server) throws IOException {
        this.server = server;
        this.client = server.admin();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
        watch = client.batch().v1().jobs().inNamespace(namespace).watch(new JobUids());
        kubelet = new FakeKubelet(client, namespace, master);
    }

    Crash start(int crashAfter) {
        Crash crash = new Crash(crashAfter);
        operatorClient = server.operator(http -> http.addOrReplaceInterceptor("crash", crash));
        operator = LoadTestOperator.create(
                operatorClient, new HttpMasterClient(master.port()), SETTINGS, Set.of(namespace), Optional.empty());
        operator.start();
        return crash;
    }

    Scenario start() {
        start(Integer.MAX_VALUE);
        return this;
    }

    void stop() {
        if (operator != null) {
            operator.stop();
            operatorClient.close();
            operator = null;
        }
    }

    void plan(String text) {
        planFile("plan.yaml", text);
    }

    void planFile(String name, String text) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("shop-plan")
                        .withNamespace(namespace)
                        .endMetadata()
                        .addToData(name, text)
                        .build())
                .createOr(existing -> existing.update());
    }

    /** An ordinary LoadTest on the ConfigMap {@code shop-plan}. */
    void apply() {
        apply("startDeadline: 5m");
    }

    /** The ordinary LoadTest with so many workers. */
    void applyCores(int cores) {
        apply(ordinary(cores), "startDeadline: 5m");
    }

    /** @param line one more line of the spec */
    void apply(String line) {
        apply(ordinary(2), line);
    }

    private static String ordinary(int cores) {
        return """
                plan: {configMap: {name: shop-plan}}
                target: http://shop.default.svc
                load: {users: 10, spawnRate: 5, runTime: 1m}
                workers: {cores: %d}
                thresholds: ["http.latency.p95 < 500ms"]
                """.formatted(cores);
    }

    void apply(String spec, String line) {
        String yaml = "apiVersion: onrush.dev/v1\nkind: LoadTest\nmetadata: {name: " + NAME + "}\nspec:\n"
                + (spec + line).indent(2);
        client.resource(yaml)
                .inNamespace(namespace)
                .fieldManager("kubectl")
                .forceConflicts()
                .serverSideApply();
    }

    Resource<LoadTest> resource() {
        return client.resources(LoadTest.class).inNamespace(namespace).withName(NAME);
    }

    LoadTestStatus status() {
        return resource().get().getStatus();
    }

    Condition condition(String type) {
        return status().conditions().stream()
                .filter(c -> c.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    LoadTestStatus await(Phase phase) {
        return await(status -> status.phase() == phase, "phase " + phase);
    }

    LoadTestStatus await(Predicate<LoadTestStatus> condition, String what) {
        return Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> resource().get().getStatus(), status -> status != null && condition.test(status));
    }

    Job job(String role) {
        return client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName(NAME + "-" + role)
                .get();
    }

    boolean isSuspended(String role) {
        Job job = job(role);
        return job != null && Boolean.TRUE.equals(job.getSpec().getSuspend());
    }

    /** A person deletes a Job. */
    void delete(String role) {
        client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName(NAME + "-" + role)
                .withGracePeriod(0)
                .delete();
    }

    /** A person suspends a Job, or lets it go on. */
    void suspend(String role, boolean suspend) {
        client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName(NAME + "-" + role)
                .edit(job ->
                        job.edit().editSpec().withSuspend(suspend).endSpec().build());
    }

    long events(String reason) {
        return client.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getReason().equals(reason))
                .count();
    }

    @Override
    public void close() {
        stop();
        kubelet.close();
        watch.close();
        master.close();
    }

    /** Every UID that a Job of a name ever had. */
    private final class JobUids implements Watcher<Job> {
        @Override
        public void eventReceived(Action action, Job job) {
            jobUids.computeIfAbsent(job.getMetadata().getName(), name -> ConcurrentHashMap.newKeySet())
                    .add(job.getMetadata().getUid());
        }

        @Override
        public void onClose(WatcherException cause) {
            // The server's end of a watch is the end of the test, or a failure that its assertions show.
        }
    }
}
