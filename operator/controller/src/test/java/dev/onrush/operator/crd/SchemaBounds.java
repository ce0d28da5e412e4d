package dev.onrush.operator.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Set;

/**
 * Bounds what the pod's own types leave open. The cost of a CEL rule is estimated from the largest object that the schema allows; and
 * what the schema lets in but the operator cannot read would end it, at each of its starts anew.
 */
final class SchemaBounds {
    private static final long MAX_ITEMS = 32;
    private static final long MAX_LENGTH = 4_096;

    /** Kubernetes' own, of a quantity such as 250m or 1Gi. */
    private static final String QUANTITY =
            "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$";

    /** Fields of 64 bits. A number in JSON is surely exact up to 53. */
    private static final Set<String> LONG = Set.of("tolerationSeconds");

    private static final double MAX_LONG = (1L << 53) - 1;

    private SchemaBounds() {}

    static void apply(JSONSchemaProps schema) {
        apply("", schema);
    }

    private static void apply(String name, JSONSchemaProps schema) {
        if ("array".equals(schema.getType()) && schema.getMaxItems() == null) {
            schema.setMaxItems(MAX_ITEMS);
        }
        if ("string".equals(schema.getType())
                && schema.getMaxLength() == null
                && (schema.getEnum() == null || schema.getEnum().isEmpty())) {
            schema.setMaxLength(MAX_LENGTH);
        }
        if ("integer".equals(schema.getType())) {
            boolean isLong = LONG.contains(name);
            if (schema.getMinimum() == null) {
                schema.setMinimum(isLong ? -MAX_LONG : Integer.MIN_VALUE);
            }
            if (schema.getMaximum() == null) {
                schema.setMaximum(isLong ? MAX_LONG : Integer.MAX_VALUE);
            }
        }
        if (isQuantity(schema)) {
            schema.setPattern(QUANTITY);
        }
        if (schema.getAdditionalProperties() != null && schema.getMaxProperties() == null) {
            schema.setMaxProperties(MAX_ITEMS);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach(SchemaBounds::apply);
        }
        if (schema.getItems() != null) {
            apply(name, schema.getItems().getSchema());
        }
        if (schema.getAdditionalProperties() != null) {
            apply(name, schema.getAdditionalProperties().getSchema());
        }
    }

    /** The generator says so of quantities only: other fields that take both are rates of our own. */
    private static boolean isQuantity(JSONSchemaProps schema) {
        return Boolean.TRUE.equals(schema.getXKubernetesIntOrString())
                && schema.getAnyOf() != null
                && !schema.getAnyOf().isEmpty();
    }
}
