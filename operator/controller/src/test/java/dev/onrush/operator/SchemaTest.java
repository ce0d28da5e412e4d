package dev.onrush.operator;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.status.Phase;
import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.crd.CrdFile;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API server itself accepts and refuses. */
@ExtendWith(ApiServer.class)
class SchemaTest {
    private static final String GOOD = """
            apiVersion: onrush.dev/v1
            kind: LoadTest
            metadata: {name: good, namespace: default}
            spec:
              plan: {configMap: {name: shop-plan}, entry: plan.yaml}
              target: http://shop.default.svc
              load: {users: 100, spawnRate: 50, runTime: 10m}
              workers:
                cores: 4
                resources: {requests: {cpu: 250m, memory: 256Mi}, limits: {memory: 1Gi}}
                nodeSelector: {pool: load}
                tolerations: [{key: load, operator: Exists}]
                affinity:
                  nodeAffinity:
                    requiredDuringSchedulingIgnoredDuringExecution:
                      nodeSelectorTerms: [{matchExpressions: [{key: pool, operator: In, values: [load]}]}]
                topologySpreadConstraints:
                  - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway}
                env: [{name: A, value: b}, {name: C, valueFrom: {secretKeyRef: {name: s, key: k}}}]
                envFrom: [{configMapRef: {name: settings}}]
                imagePullSecrets: [{name: pull}]
              thresholds: ["http.latency.p95 < 500ms", "http.failureRatio < 1%"]
              tags: [read]
              excludeTags: [slow]
              master: {resources: {requests: {cpu: 100m}}}
            """;

    private static final String ORDINARY = """
            plan: {configMap: {name: shop-plan}}
            target: http://shop.default.svc
            load: {users: 10, spawnRate: 5, runTime: 1m}
            workers: {cores: 2}
            thresholds: ["http.latency.p95 < 500ms"]
            startDeadline: 5m
            """;

    @Test
    void aFullLoadTestIsAcceptedAndReadBack(ApiServer.Server server) {
        LoadTest stored = create(server.admin(), GOOD);
        assertEquals(4, stored.getSpec().cores());
        assertEquals("50", stored.getSpec().load().spawnRate());
        assertEquals("5m", stored.getSpec().startDeadline());
        assertEquals("b", stored.getSpec().workers().env().get(0).getValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1.5\"", "\".5\"", "\"1e3\"", "\"2E+1\"", "512Mi"})
    void everyQuantityOfKubernetesIsAccepted(String quantity, ApiServer.Server server) {
        assertDoesNotThrow(() -> create(server.admin(), GOOD.replace("memory: 256Mi", "memory: " + quantity)));
    }

    @Test
    void theExamplesAreAccepted(ApiServer.Server server) throws IOException {
        List<String> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CrdFile.root().resolve("deploy/examples"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                Arrays.stream(Files.readString(file).split("(?m)^---.*$"))
                        .filter(document -> document.contains("\nkind: LoadTest\n"))
                        .forEach(tests::add);
            }
        }
        assertFalse(tests.isEmpty());
        tests.forEach(test -> create(server.admin(), test));
    }

    @Test
    void stagesAndFractionalRatesAreAccepted(ApiServer.Server server) {
        assertDoesNotThrow(() -> create(
                server.admin(),
                GOOD.replace("{users: 100, spawnRate: 50, runTime: 10m}", "{stages: [{users: 5, duration: 0s}]}")));
        for (String rate : new String[] {"\"2.5\"", "\"0.05\"", "\"10\"", "\"10.0\"", "1"}) {
            assertDoesNotThrow(() -> create(server.admin(), GOOD.replace("spawnRate: 50", "spawnRate: " + rate)));
        }
        for (String rate : new String[] {"0", "\"0\"", "\"0.5\"", "5"}) {
            assertDoesNotThrow(() -> create(
                    server.admin(),
                    GOOD.replace(
                            "users: 100, spawnRate: 50, runTime: 10m",
                            "arrivalRate: {stages: [{rate: " + rate + ", duration: 1m}]}")));
        }
    }

    /** Each line replaces one text of the good one by another; then the API server says this. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "configMap: {name: shop-plan} | configMap: {name: p}, inline: x | exactly one of plan.configMap, plan.inline and plan.path",
                "configMap: {name: shop-plan}, | | exactly one of plan.configMap, plan.inline and plan.path",
                "configMap: {name: shop-plan} | configMap: {name: p}, path: /plans/a.jar | exactly one of plan.configMap, plan.inline and plan.path",
                "configMap: {name: shop-plan}, entry: plan.yaml | path: plans/a.jar | spec.plan.path",
                "configMap: {name: shop-plan}, entry: plan.yaml | path: /plans/../a.jar | spec.plan.path",
                "entry: plan.yaml | entry: plan.yaml, options: {depth: 3} | spec.plan.options.depth",
                "users: 100, | users: 100, stages: [{users: 1, duration: 1s}], | exactly one of load.users, load.stages and load.arrivalRate",
                "{users: 100, spawnRate: 50, runTime: 10m} | {runTime: 1m} | exactly one of load.users, load.stages and load.arrivalRate",
                "{users: 100, spawnRate: 50, runTime: 10m} | {users: 1} | expected load.runTime with load.users",
                "{users: 100, spawnRate: 50, runTime: 10m} | {stages: [{users: 1, duration: 1s}], runTime: 1m} | expected load.runTime with load.users",
                "{users: 100, spawnRate: 50, runTime: 10m} | {users: 1, runTime: 1m, arrivalRate: {rate: 5}} | exactly one of load.users, load.stages and load.arrivalRate",
                "{users: 100, spawnRate: 50, runTime: 10m} | {arrivalRate: {rate: 5}} | expected load.runTime with load.users",
                "{users: 100, spawnRate: 50, runTime: 10m} | {runTime: 1m, arrivalRate: {stages: [{rate: 5, duration: 1s}]}} | expected load.runTime with load.users",
                "{users: 100, spawnRate: 50, runTime: 10m} | {runTime: 1m, arrivalRate: {}} | exactly one of arrivalRate.rate and arrivalRate.stages",
                "{users: 100, spawnRate: 50, runTime: 10m} | {stages: [{users: 1, duration: 1s}], spawnRate: 1} | expected load.spawnRate only with load.users",
                "name: good | name: a2345678901234567890123456789012345678901234567890123 | at most 52 characters",
                "name: good | name: 5k | with a letter first",
                "name: good | name: shop.v2 | with a letter first",
                "target: http://shop.default.svc | target: shop.default.svc | spec.target",
                "cores: 4 | cores: 0 | spec.workers.cores",
                "tags: [read] | tags: [\"a,b\"] | spec.tags[0]",
                "cores: 4 | cores: 1001 | spec.workers.cores",
                "runTime: 10m | runTime: 10 minutes | spec.load.runTime",
                "users: 100 | users: 0 | spec.load.users",
                "users: 100, spawnRate: 50 | arrivalRate: {rate: 5, maxUsers: 0} | spec.load.arrivalRate.maxUsers",
                "users: 100, spawnRate: 50 | arrivalRate: {rate: 5, distribution: Random} | spec.load.arrivalRate.distribution",
                "spawnRate: 50 | spawnRate: true | spec.load.spawnRate",
                "spawnRate: 50 | spawnRate: fast | spec.load.spawnRate",
                "spawnRate: 50 | spawnRate: 0 | spec.load.spawnRate",
                "spawnRate: 50 | spawnRate: \"0.0\" | spec.load.spawnRate",
                "spawnRate: 50 | spawnRate: 20000000 | spec.load.spawnRate",
                "users: 100, spawnRate: 50 | arrivalRate: {rate: \"0\"} | spec.load.arrivalRate.rate",
                "users: 100, spawnRate: 50 | arrivalRate: {rate: -1} | spec.load.arrivalRate.rate",
                "users: 100, spawnRate: 50, runTime: 10m | arrivalRate: {stages: [{rate: -1, duration: 1s}]} | spec.load.arrivalRate.stages[0].rate",
                "users: 100, spawnRate: 50, runTime: 10m | arrivalRate: {stages: [{rate: some, duration: 1s}]} | spec.load.arrivalRate.stages[0].rate",
                "cpu: 250m | cpu: \"\" | spec.workers.resources.requests.cpu",
                "cpu: 250m | cpu: 1e3m | spec.workers.resources.requests.cpu",
                "cpu: 100m | cpu: much | spec.master.resources.requests.cpu",
                "maxSkew: 1 | maxSkew: 3000000000 | topologySpreadConstraints[0].maxSkew",
                "maxSkew: 1 | maxSkew: 1, minDomains: -3000000000 | topologySpreadConstraints[0].minDomains",
                "operator: Exists | operator: Exists, tolerationSeconds: 10000000000000000000 | tolerations[0].tolerationSeconds",
                "thresholds: | lostWorkers: Panic\\n  thresholds: | spec.lostWorkers",
                "thresholds: | frobnicate: true\\n  thresholds: | frobnicate",
            })
    void whatIsWrongIsRefused(String text, String replacement, String message, ApiServer.Server server) {
        String bad = GOOD.replace(text, replacement == null ? "" : replacement.replace("\\n", "\n"));
        KubernetesClientException refused =
                assertThrows(KubernetesClientException.class, () -> create(server.admin(), bad));
        assertTrue(refused.getMessage().contains(message), refused::getMessage);
    }

    @Test
    void everyRuleOfTheSchemaHasARejectingCase() throws IOException {
        CustomResourceDefinition crd =
                Serialization.unmarshal(Files.readString(CrdFile.path()), CustomResourceDefinition.class);
        var root = crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
        var spec = root.getProperties().get("spec").getProperties();
        Set<String> immutable = new TreeSet<>();
        root.getXKubernetesValidations().stream()
                .filter(rule -> rule.getFieldPath() != null)
                .forEach(rule -> immutable.add(rule.getFieldPath()));
        Set<String> fields = new TreeSet<>();
        spec.keySet().stream()
                .filter(field -> !field.equals("stop") && !field.equals("workers"))
                .forEach(field -> fields.add(".spec." + field));
        spec.get("workers").getProperties().keySet().stream()
                .filter(part -> !part.equals("cores"))
                .forEach(part -> fields.add(".spec.workers." + part));
        assertEquals(fields, immutable, "every field of spec but stop and workers.cores is immutable");
        long others = root.getXKubernetesValidations().size()
                - immutable.size()
                + spec.get("load").getXKubernetesValidations().size()
                + spec.get("plan").getXKubernetesValidations().size();
        assertEquals(6, others, "a new rule needs a rejecting line above");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "image: other:1 | spec.image",
                "load: {users: 10, spawnRate: 5, runTime: 2m} | spec.load",
                "load: {stages: [{users: 10, duration: 1m}]} | spec.load",
                "lostWorkers: Fail | spec.lostWorkers",
                "master: {resources: {requests: {cpu: 1}}} | spec.master",
                "plan: {inline: x} | spec.plan",
                "startDeadline: 6m | spec.startDeadline",
                "stopTimeout: 6m | spec.stopTimeout",
                "tags: [other] | spec.tags",
                "excludeTags: [other] | spec.excludeTags",
                "target: http://other | spec.target",
                "thresholds: [] | spec.thresholds",
                "workers: {cores: 2, nodeSelector: {pool: other}} | spec.workers.nodeSelector",
                "workers: {cores: 3, env: [{name: A, value: b}]} | spec.workers.env",
            })
    void onceItRunsOnlyStopAndCoresMayChange(String change, String field, ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.plan(Scenario.PLAN);
            scenario.apply();
            scenario.await(status -> status.runId() != null, "a run id");
            String name = change.substring(0, change.indexOf(':'));
            String spec = ORDINARY.replaceAll("(?m)^" + name + ":.*\n", "");
            KubernetesClientException refused =
                    assertThrows(KubernetesClientException.class, () -> scenario.apply(spec, change));
            assertTrue(
                    refused.getMessage().contains(field + " is immutable once the test has started"),
                    refused::getMessage);
            assertDoesNotThrow(() -> scenario.apply("stop: true"));
            assertDoesNotThrow(() -> scenario.apply(ORDINARY.replace("cores: 2", "cores: 3"), "stop: true"));
        }
    }

    @Test
    void beforeARunEverythingMayChange(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.apply();
            scenario.await(Phase.Pending);
            assertDoesNotThrow(() -> scenario.apply("image: other:1"));
        }
    }

    /** As kubectl does it: unknown fields are errors. */
    private static LoadTest create(KubernetesClient client, String yaml) {
        GenericKubernetesResource raw = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        String answer = client.raw(
                "/apis/onrush.dev/v1/namespaces/default/loadtests?dryRun=All&fieldValidation=Strict", "POST", raw);
        return Serialization.unmarshal(answer, LoadTest.class);
    }
}
