package dev.onrush.operator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * How the operator reads what the API server says. What it never looks at does not come into memory: it keeps every pod of every test, and
 * a pod as it stands takes 40 KB of heap, where what is read of it takes a few.
 */
final class ClientReading {
    private ClientReading() {}

    /**
     * What a newer CustomResourceDefinition has and this operator does not know is passed over: one field that it cannot read in one
     * LoadTest would end its watch, and with it the process.
     */
    static KubernetesSerialization serialization() {
        ObjectMapper mapper = new ObjectMapper()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addMixIn(ObjectMeta.class, Unmanaged.class)
                .addMixIn(Pod.class, AsObserved.class);
        return new KubernetesSerialization(mapper, true);
    }

    /** Without the record of who set which field, most of what a small object takes. */
    @JsonIgnoreProperties(value = "managedFields", allowGetters = true)
    private interface Unmanaged {}

    /** Its Job made the pod; of a pod only the metadata and the status are of interest. */
    @JsonIgnoreProperties(value = "spec", allowGetters = true)
    private interface AsObserved {}
}
