package dev.onrush.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.List;
import java.util.Map;

/**
 * The worker pods, in the fields and with the names of a pod. What says where pods run and what they see (from nodeSelector on)
 * goes for the master too: a node pool, a registry's secret or a proxy's variables are no less its own.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkerSpec(
        @JsonPropertyDescription("Worker pods: one for each core, each requests 1 CPU.")
        @Default("1")
        @Min(1)
        @Max(1000)
        Integer cores,

        @JsonPropertyDescription(
                "CPU and memory of a worker. Each request or limit that is given replaces the default.")
        ResourceRequirements resources,

        @JsonPropertyDescription("Labels of the nodes that pods may run on.") @Size(max = 32)
        Map<String, String> nodeSelector,

        @JsonPropertyDescription("Taints of nodes that pods tolerate.") @Size(max = 32)
        List<Toleration> tolerations,

        @JsonPropertyDescription("Rules for choosing nodes.")
        Affinity affinity,

        @JsonPropertyDescription("How worker pods spread over nodes and zones.") @Size(max = 8)
        List<TopologySpreadConstraint> topologySpreadConstraints,

        @JsonPropertyDescription("The pods' PriorityClass.") @Size(max = 253)
        String priorityClassName,

        @JsonPropertyDescription("The pods' RuntimeClass.") @Size(max = 253)
        String runtimeClassName,

        @JsonPropertyDescription("Environment variables of the runner.") @Size(max = 64)
        List<EnvVar> env,

        @JsonPropertyDescription("ConfigMaps and Secrets whose keys become environment variables of the runner.")
        @Size(max = 32)
        List<EnvFromSource> envFrom,

        @JsonPropertyDescription("Secrets with credentials for the image's registry.") @Size(max = 16)
        List<LocalObjectReference> imagePullSecrets,

        @JsonPropertyDescription("More labels of the pods.") @Size(max = 32)
        Map<String, String> labels,

        @JsonPropertyDescription("Annotations of the pods.") @Size(max = 32)
        Map<String, String> annotations) {

    /** What an empty {@code workers} means. */
    public static final WorkerSpec DEFAULT =
            new WorkerSpec(null, null, null, null, null, null, null, null, null, null, null, null, null);
}
