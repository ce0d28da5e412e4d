package dev.onrush.operator.dependent;

import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.resource.Ownership;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.Supplier;

/** Creates what is not there yet, and never changes what is. */
public final class Children {
    private final KubernetesClient client;

    public Children(KubernetesClient client) {
        this.client = client;
    }

    /** What is stored under a name, read from the API server itself, if it is the run's own. */
    public <T extends HasMetadata> Optional<T> find(Class<T> type, LoadTest test, String runId, String name)
            throws NotOursException {
        T found = client.resources(type)
                .inNamespace(test.getMetadata().getNamespace())
                .withName(name)
                .get();
        if (found == null) {
            return Optional.empty();
        }
        Ownership ownership = Ownership.of(found, test, runId);
        if (ownership != Ownership.OURS) {
            throw new NotOursException(found, ownership);
        }
        return Optional.of(found);
    }

    /** Creates a child unless it exists. What another operator created in between is as good as our own. */
    @SuppressWarnings("unchecked")
    public <T extends HasMetadata> T ensure(
            Class<T> type, LoadTest test, String runId, String name, Supplier<T> desired) throws NotOursException {
        Optional<T> found = find(type, test, runId, name);
        if (found.isPresent()) {
            return found.get();
        }
        try {
            return client.resource(desired.get()).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return find(type, test, runId, name).orElseThrow(() -> e);
        }
    }

    /** A child's name is taken. */
    public static final class NotOursException extends Exception {
        private final transient Ownership ownership;

        NotOursException(HasMetadata found, Ownership ownership) {
            super(found.getKind() + " " + found.getMetadata().getName());
            this.ownership = ownership;
        }

        /** True when the garbage collector will free the name. */
        public boolean passes() {
            return ownership == Ownership.PREVIOUS;
        }
    }
}
