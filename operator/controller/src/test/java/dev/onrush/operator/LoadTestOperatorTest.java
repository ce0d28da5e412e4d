package dev.onrush.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.contract.status.Phase;
import dev.onrush.operator.api.LoadTest;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;

class LoadTestOperatorTest {
    @Test
    void whatANewerSchemaHasIsPassedOver() {
        String newer = """
                apiVersion: onrush.dev/v1
                kind: LoadTest
                metadata: {name: shop}
                spec:
                  later: 1
                  plan: {configMap: {name: shop-plan, later: 1}, later: 1}
                  load: {arrivalRate: {later: 1, stages: [{rate: 5, duration: 1m, later: 1}]}, later: 1}
                  workers: {cores: 3, later: {a: [1]}, tolerations: [{key: load, later: 1}]}
                  master: {later: 1}
                status: {phase: Running, later: 1, workers: {desired: 3, connected: 2, missing: 1, later: 1}}
                """;
        Config nowhere = Config.empty();
        try (KubernetesClient client =
                LoadTestOperator.client().withConfig(nowhere).build()) {
            LoadTest read = client.getKubernetesSerialization().unmarshal(newer, LoadTest.class);
            assertEquals(3, read.getSpec().cores());
            assertEquals(
                    "5", read.getSpec().load().arrivalRate().stages().getFirst().rate());
            assertEquals(Phase.Running, read.getStatus().phase());
        }
    }
}
