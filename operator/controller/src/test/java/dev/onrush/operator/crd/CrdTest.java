package dev.onrush.operator.crd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrdTest {
    @Test
    void theCommittedFileIsCurrent() throws IOException {
        String wanted = CrdFile.generate();
        if (Boolean.getBoolean("crd.write")) {
            Files.writeString(CrdFile.path(), wanted);
        }
        String committed = Files.exists(CrdFile.path()) ? Files.readString(CrdFile.path()) : "";
        assertEquals(wanted, committed, "crds/ is not what the classes say; regenerate it: " + CrdFile.REGENERATE);
    }

    @Test
    void everyFieldIsExplained() {
        CustomResourceDefinition crd = Serialization.unmarshal(CrdFile.generate(), CustomResourceDefinition.class);
        List<String> silent = new ArrayList<>();
        silent(crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema(), "", silent);
        assertTrue(silent.isEmpty(), () -> "fields without a description: " + silent);
    }

    private static void silent(JSONSchemaProps schema, String path, List<String> silent) {
        if (schema.getProperties() == null) {
            return;
        }
        schema.getProperties().forEach((name, child) -> {
            String at = path + "." + name;
            boolean ours = !at.matches("\\.(kind|apiVersion|metadata)");
            if (ours
                    && (child.getDescription() == null || child.getDescription().isBlank())) {
                silent.add(at);
            }
            silent(child, at, silent);
            if (child.getItems() != null) {
                silent(child.getItems().getSchema(), at + "[]", silent);
            }
        });
    }
}
