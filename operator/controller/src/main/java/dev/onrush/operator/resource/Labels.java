package dev.onrush.operator.resource;

import java.util.LinkedHashMap;
import java.util.Map;

/** Labels of everything that the operator makes. */
public final class Labels {
    public static final String LOAD_TEST = "onrush.dev/loadtest";
    public static final String RUN_ID = "onrush.dev/run-id";
    public static final String ROLE = "onrush.dev/role";

    private Labels() {}

    static Map<String, String> of(String loadTest, String runId, String component) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("app.kubernetes.io/name", "onrush");
        labels.put("app.kubernetes.io/instance", loadTest);
        labels.put("app.kubernetes.io/component", component);
        labels.put("app.kubernetes.io/managed-by", "onrush-operator");
        labels.put(LOAD_TEST, loadTest);
        labels.put(RUN_ID, runId);
        return labels;
    }

    static Map<String, String> ofPod(String loadTest, String runId, Role role) {
        Map<String, String> labels = of(loadTest, runId, role.label());
        labels.put(ROLE, role.label());
        return labels;
    }
}
