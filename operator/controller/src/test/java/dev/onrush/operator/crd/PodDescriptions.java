package dev.onrush.operator.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Set;

/** The pod's own types come without documentation: point to where Kubernetes has it. */
final class PodDescriptions {
    private static final Set<String> OF_CONTAINER = Set.of("resources", "env", "envFrom");

    private PodDescriptions() {}

    static void apply(JSONSchemaProps podFields) {
        podFields
                .getProperties()
                .forEach((name, field) ->
                        explain(field, (OF_CONTAINER.contains(name) ? "pod.spec.containers." : "pod.spec.") + name));
    }

    private static void explain(JSONSchemaProps schema, String path) {
        if (schema.getDescription() == null) {
            schema.setDescription("As in a pod: kubectl explain " + path);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, child) -> explain(child, path + "." + name));
        }
        if (schema.getItems() != null && schema.getItems().getSchema().getProperties() != null) {
            schema.getItems().getSchema().getProperties().forEach((name, child) -> explain(child, path + "." + name));
        }
    }
}
