package dev.onrush.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientReadingTest {
    private final KubernetesSerialization reading = ClientReading.serialization();

    @Test
    void ofAPodItsMetadataAndStatusAreRead() {
        Pod pod = reading.unmarshal("""
                metadata:
                  name: w-0
                  labels: {onrush.dev/loadtest: a}
                  managedFields: [{manager: kubelet, operation: Update, fieldsType: FieldsV1, fieldsV1: {"f:status": {}}}]
                spec: {nodeName: n, containers: [{name: onrush}]}
                status: {phase: Running, podIP: 10.0.0.1}
                """, Pod.class);
        assertEquals("w-0", pod.getMetadata().getName());
        assertEquals(Map.of("onrush.dev/loadtest", "a"), pod.getMetadata().getLabels());
        assertEquals("10.0.0.1", pod.getStatus().getPodIP());
        assertNull(pod.getSpec());
        assertTrue(pod.getMetadata().getManagedFields().isEmpty());
        assertTrue(pod.getAdditionalProperties().isEmpty(), "nor is it kept under another name");
        assertTrue(pod.getMetadata().getAdditionalProperties().isEmpty());
    }

    @Test
    void ofAJobItsSpecIsReadToo() {
        Job job = reading.unmarshal("""
                metadata: {name: a-worker, managedFields: [{manager: onrush}]}
                spec: {parallelism: 3, template: {spec: {containers: [{name: onrush}]}}}
                """, Job.class);
        assertEquals(3, job.getSpec().getParallelism());
        assertEquals(1, job.getSpec().getTemplate().getSpec().getContainers().size());
        assertTrue(job.getMetadata().getManagedFields().isEmpty());
    }

    @Test
    void whatIsWrittenIsWhole() {
        Pod pod = new PodBuilder().withNewSpec().withNodeName("n").endSpec().build();
        assertTrue(reading.asJson(pod).contains("\"nodeName\":\"n\""));
    }
}
