package dev.onrush.operator.resource;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.run.RunSpecReader;
import dev.onrush.operator.api.LoadTest;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A run to build resources from. */
final class Runs {
    private static final String YAML = """
            apiVersion: onrush.dev/v1
            kind: LoadTest
            metadata: {name: shop, namespace: web, uid: u-1}
            spec:
              plan: {configMap: {name: shop-plan}}
              target: http://shop
              load: {users: 10, spawnRate: 2.5, runTime: 10m}
              startDeadline: 5m
              stopTimeout: 10s
            """;

    private Runs() {}

    /** @param more lines of the spec */
    static Run of(String more) {
        return of(Serialization.unmarshal(YAML + more.indent(2), LoadTest.class));
    }

    /** @param startDeadline instead of 5m */
    static Run of(String more, String startDeadline) {
        return of(Serialization.unmarshal(
                YAML.replace("startDeadline: 5m", "startDeadline: " + startDeadline) + more.indent(2), LoadTest.class));
    }

    /** @param plan where it is in the image */
    static Run ofImage(String plan) {
        LoadTest test = Serialization.unmarshal(YAML.replace("configMap: {name: shop-plan}", plan), LoadTest.class);
        Run run = of(test);
        return new Run(
                test,
                run.runId(),
                run.definition(),
                PlanFiles.inImage(test.getSpec().plan().path()),
                "shop:1");
    }

    private static Run of(LoadTest test) {
        try {
            Map<String, byte[]> files = Map.of(
                    "plan.yaml", "users: []".getBytes(StandardCharsets.UTF_8), "data.bin", new byte[] {(byte) 0xff, 0, 1
                    });
            return new Run(
                    test,
                    "r1a2b3",
                    RunSpecReader.read(RunSpecs.of(test.getSpec()), "shop", field -> 0),
                    PlanFiles.of("shop-plan", files, null)
                            .choosing(test.getSpec().selection()),
                    "runner:1");
        } catch (InvalidInputException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
