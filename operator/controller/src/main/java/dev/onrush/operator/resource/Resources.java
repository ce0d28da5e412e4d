package dev.onrush.operator.resource;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** CPU and memory: defaults, and what a person gave instead. */
final class Resources {
    private static final ResourceRequirements MASTER = defaults("250m", "256Mi", "512Mi");
    private static final ResourceRequirements WORKER = defaults("1", "512Mi", "1Gi");

    private Resources() {}

    static ResourceRequirements of(Role role, ResourceRequirements given) {
        ResourceRequirements otherwise = role == Role.MASTER ? MASTER : WORKER;
        return given == null ? otherwise : merge(otherwise, given);
    }

    /**
     * A request or a limit that is given replaces the default request and limit of the same resource, so that a larger request never
     * meets a smaller default limit, nor a smaller limit a larger default request.
     */
    private static ResourceRequirements merge(ResourceRequirements defaults, ResourceRequirements given) {
        Set<String> replaced = new HashSet<>();
        replaced.addAll(orEmpty(given.getRequests()).keySet());
        replaced.addAll(orEmpty(given.getLimits()).keySet());
        return new ResourceRequirementsBuilder(given)
                .withRequests(merge(defaults.getRequests(), given.getRequests(), replaced))
                .withLimits(merge(defaults.getLimits(), given.getLimits(), replaced))
                .build();
    }

    private static Map<String, Quantity> merge(
            Map<String, Quantity> defaults, Map<String, Quantity> given, Set<String> replaced) {
        Map<String, Quantity> merged = new HashMap<>(defaults);
        merged.keySet().removeAll(replaced);
        merged.putAll(orEmpty(given));
        return merged;
    }

    private static Map<String, Quantity> orEmpty(Map<String, Quantity> map) {
        return map == null ? Map.of() : map;
    }

    /** No limit on CPU: a throttled generator measures itself. */
    private static ResourceRequirements defaults(String cpu, String memory, String memoryLimit) {
        return new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity(cpu))
                .addToRequests("memory", new Quantity(memory))
                .addToLimits("memory", new Quantity(memoryLimit))
                .build();
    }
}
