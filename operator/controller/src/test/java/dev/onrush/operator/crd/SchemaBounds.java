package dev.onrush.operator.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;

/** Bounds what the pod's own types leave open: the cost of a CEL rule is estimated from the largest object that the schema allows. */
final class SchemaBounds {
    private static final long MAX_ITEMS = 32;
    private static final long MAX_LENGTH = 4_096;

    private SchemaBounds() {}

    static void apply(JSONSchemaProps schema) {
        if ("array".equals(schema.getType()) && schema.getMaxItems() == null) {
            schema.setMaxItems(MAX_ITEMS);
        }
        if ("string".equals(schema.getType())
                && schema.getMaxLength() == null
                && (schema.getEnum() == null || schema.getEnum().isEmpty())) {
            schema.setMaxLength(MAX_LENGTH);
        }
        if (schema.getAdditionalProperties() != null && schema.getMaxProperties() == null) {
            schema.setMaxProperties(MAX_ITEMS);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(SchemaBounds::apply);
        }
        if (schema.getItems() != null) {
            apply(schema.getItems().getSchema());
        }
        if (schema.getAdditionalProperties() != null) {
            apply(schema.getAdditionalProperties().getSchema());
        }
    }
}
