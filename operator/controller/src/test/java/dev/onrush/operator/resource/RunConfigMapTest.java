package dev.onrush.operator.resource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.run.RunSpec;
import dev.onrush.contract.run.RunSpecReader;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunConfigMapTest {
    @Test
    void theSnapshotHoldsEveryFileAndTheRun() throws IOException, InvalidInputException {
        Run run = Runs.of("workers: {cores: 3}");
        ConfigMap map = RunConfigMap.of(run);
        assertTrue(map.getImmutable());
        assertEquals(Set.of("plan.yaml", "onrush-run.json"), map.getData().keySet());
        assertEquals(Set.of("data.bin"), map.getBinaryData().keySet());

        PlanFiles back = PlanFiles.of("snapshot", RunConfigMap.files(map), null);
        assertEquals(run.plan().hash(), back.hash());
        assertArrayEquals(new byte[] {(byte) 0xff, 0, 1}, back.files().get("data.bin"));

        RunSpec spec = new ObjectMapper().readValue(map.getData().get("onrush-run.json"), RunSpec.class);
        assertEquals("shop-run", spec.plan().configMap().name());
        assertEquals("2.5", spec.load().spawnRate());
        assertEquals(3, RunSpecReader.read(spec, "run", field -> 0).workers(), "the master reads it back");
    }

    @Test
    void aPlanThatLeavesNoRoomIsRefused() throws InvalidInputException {
        Run run = Runs.of("");
        PlanFiles large = PlanFiles.of("plan", Map.of("plan.yaml", new byte[1 << 20]), null);
        InvalidInputException refused = assertThrows(
                InvalidInputException.class,
                () -> RunConfigMap.checkSize(
                        new Run(run.test(), run.runId(), run.definition(), large, run.defaultImage())));
        assertTrue(refused.getMessage().contains("found 1048576"), refused::getMessage);
    }
}
