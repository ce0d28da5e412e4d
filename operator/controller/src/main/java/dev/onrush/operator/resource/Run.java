package dev.onrush.operator.resource;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.api.LoadTestSpec;
import dev.onrush.operator.api.WorkerSpec;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.Map;

/**
 * The one run of a LoadTest: all that its resources are built from.
 *
 * @param definition the spec, checked
 * @param plan the plan's files, checked
 * @param defaultImage the runner's image unless the spec names one
 */
public record Run(LoadTest test, String runId, RunDefinition definition, PlanFiles plan, String defaultImage) {
    public Names names() {
        return Names.of(test);
    }

    public LoadTestSpec spec() {
        return test.getSpec();
    }

    WorkerSpec pods() {
        return spec().workers() == null ? WorkerSpec.DEFAULT : spec().workers();
    }

    String image() {
        return spec().image() == null ? defaultImage : spec().image();
    }

    ObjectMeta metadata(String name, String component) {
        return metadata(test, runId, name, component);
    }

    Map<String, String> podLabels(Role role) {
        return Labels.ofPod(test.getMetadata().getName(), runId, role);
    }

    static ObjectMeta metadata(LoadTest test, String runId, String name, String component) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(test.getMetadata().getNamespace())
                .withLabels(Labels.of(test.getMetadata().getName(), runId, component))
                .withOwnerReferences(owner(test))
                .build();
    }

    /** Nothing waits for the children on deletion: that would need the right to update finalizers. */
    private static OwnerReference owner(LoadTest test) {
        return new OwnerReferenceBuilder()
                .withApiVersion(test.getApiVersion())
                .withKind(test.getKind())
                .withName(test.getMetadata().getName())
                .withUid(test.getMetadata().getUid())
                .withController(true)
                .build();
    }
}
