package dev.onrush.operator.dependent;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.run.PlanSource;
import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.resource.RunConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads the plan from where the spec says. The person's ConfigMap is only ever read. */
public final class Plans {
    private final KubernetesClient client;

    public Plans(KubernetesClient client) {
        this.client = client;
    }

    public PlanFiles read(LoadTest test) throws InvalidInputException, ConfigMapNotFoundException {
        PlanSource source = test.getSpec().plan();
        if (source.path() != null) {
            return PlanFiles.inImage(source.path());
        }
        if (source.inline() != null) {
            String entry = source.entry() == null ? PlanFiles.DEFAULT_ENTRY : source.entry();
            return PlanFiles.of("plan.inline", Map.of(entry, source.inline().getBytes(StandardCharsets.UTF_8)), entry);
        }
        String namespace = test.getMetadata().getNamespace();
        String name = source.configMap().name();
        ConfigMap map =
                client.configMaps().inNamespace(namespace).withName(name).get();
        if (map == null) {
            throw new ConfigMapNotFoundException(namespace, name);
        }
        RunConfigMap.check("configmap/" + name, map);
        return PlanFiles.of("configmap/" + name, RunConfigMap.files(map), source.entry());
    }

    /** The plan's ConfigMap does not exist, or not yet. */
    public static final class ConfigMapNotFoundException extends Exception {
        ConfigMapNotFoundException(String namespace, String name) {
            super("ConfigMap \"" + name + "\" does not exist in namespace \"" + namespace
                    + "\": the test starts once it is there");
        }
    }
}
