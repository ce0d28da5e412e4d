package dev.onrush.operator.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.contract.status.Phase;
import dev.onrush.operator.api.LoadTest;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the generator has no annotation for. */
final class CrdFinish {
    /** Fields of spec, and of spec.workers, that may change while a test runs. */
    private static final Set<String> MUTABLE = Set.of("stop", "cores");

    /** True before a run has its name, which is when it starts. */
    private static final String NOT_STARTED = "!has(oldSelf.status) || !has(oldSelf.status.runId) || ";

    private final CustomResourceDefinition crd;
    private final JSONSchemaProps root;
    private final Map<String, JSONSchemaProps> spec;
    private final Map<String, JSONSchemaProps> status;

    CrdFinish(CustomResourceDefinition crd) {
        this.crd = crd;
        this.root = crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
        this.spec = root.getProperties().get("spec").getProperties();
        this.status = root.getProperties().get("status").getProperties();
    }

    CustomResourceDefinition apply() {
        root.setDescription("A load test: its spec says what to run, its status what came out of it.");
        root.getProperties().get("spec").setDescription("What to run.");
        root.getProperties().get("status").setDescription("What came out of it; live while the test runs.");
        root.setRequired(List.of("spec"));
        rate(spec.get("load").getProperties().get("spawnRate"), 1);
        Map<String, JSONSchemaProps> arrivalRate =
                spec.get("load").getProperties().get("arrivalRate").getProperties();
        rate(arrivalRate.get("rate"), 1);
        rate(arrivalRate.get("stages").getItems().getSchema().getProperties().get("rate"), 0);
        listMap(status.get("conditions"));
        status.get("phase")
                .setEnum(Arrays.stream(Phase.values())
                        .map(Enum::name)
                        .map(name -> (JsonNode) JsonNodeFactory.instance.textNode(name))
                        .toList());
        PodDescriptions.apply(spec.get("workers"));
        PodDescriptions.apply(spec.get("master"));
        SchemaBounds.apply(root.getProperties().get("spec"));
        immutable();
        columns();
        return crd;
    }

    /** An integer from {@code least}, or a text as its pattern has it: each keyword binds only what is of its kind. */
    private static void rate(JSONSchemaProps schema, double least) {
        schema.setMinimum(least);
        schema.setMaximum((double) RunDefinition.MAX_USERS);
        schema.setType(null);
        schema.setXKubernetesIntOrString(true);
    }

    private static void listMap(JSONSchemaProps conditions) {
        conditions.setXKubernetesListType("map");
        conditions.setXKubernetesListMapKeys(List.of("type"));
        conditions.setMaxItems(16L);
    }

    /**
     * One rule for each field, so that the message names it, and for every field of the schema, so that one that is added later cannot
     * be forgotten. The rules sit at the root because only there both spec and status are in sight.
     */
    private void immutable() {
        List<ValidationRule> rules = new ArrayList<>(root.getXKubernetesValidations());
        for (String field : spec.keySet()) {
            switch (field) {
                case "load" -> rules.add(load());
                case "workers" ->
                    spec.get("workers").getProperties().keySet().stream()
                            .filter(part -> !MUTABLE.contains(part))
                            .forEach(part -> rules.add(part("workers", part)));
                default -> {
                    if (!MUTABLE.contains(field)) {
                        rules.add(field(field));
                    }
                }
            }
        }
        root.setXKubernetesValidations(rules);
    }

    private static ValidationRule field(String field) {
        String same =
                "(has(self.spec.%1$s) ? (has(oldSelf.spec.%1$s) && self.spec.%1$s == oldSelf.spec.%1$s) : !has(oldSelf.spec.%1$s))"
                        .formatted(field);
        return rule("spec." + field, NOT_STARTED + same, "");
    }

    /** A field of a field, whose other fields may change. */
    private static ValidationRule part(String field, String part) {
        String is = "has(self.spec.%1$s) && has(self.spec.%1$s.%2$s)".formatted(field, part);
        String was = "has(oldSelf.spec.%1$s) && has(oldSelf.spec.%1$s.%2$s)".formatted(field, part);
        String same = "(%s ? (%s && self.spec.%3$s.%4$s == oldSelf.spec.%3$s.%4$s) : !(%2$s))"
                .formatted(is, was, field, part);
        return rule("spec." + field + "." + part, NOT_STARTED + same, "");
    }

    /** Users and spawn rate may change, from numbers to other numbers. */
    private static ValidationRule load() {
        String same = "(has(self.spec.load) && has(oldSelf.spec.load) && "
                + "(self.spec.load == oldSelf.spec.load || has(self.spec.load.users) && has(oldSelf.spec.load.users) && "
                + "has(self.spec.load.runTime) && has(oldSelf.spec.load.runTime) && "
                + "self.spec.load.runTime == oldSelf.spec.load.runTime))";
        return rule("spec.load", NOT_STARTED + same, ", except for another number in users and spawnRate");
    }

    private static ValidationRule rule(String field, String rule, String except) {
        return new ValidationRuleBuilder()
                .withRule(rule)
                .withMessage(field + " is immutable once the test has started" + except
                        + "; create another LoadTest instead")
                .withFieldPath("." + field)
                .build();
    }

    /** The generator sorts columns by path; people read them in the order of the annotations. */
    private void columns() {
        List<String> order = Arrays.stream(LoadTest.class.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        crd.getSpec()
                .getVersions()
                .get(0)
                .getAdditionalPrinterColumns()
                .sort(Comparator.comparingInt(column -> order.indexOf(column.getName())));
    }
}
