package dev.onrush.operator.dependent;

import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.status.Notice;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Optional;

/** Reads LoadTests and writes their status. */
public final class LoadTests {
    private static final String FIELD_MANAGER = "onrush-operator";

    private final KubernetesClient client;
    private final Events events;

    public LoadTests(KubernetesClient client, Events events) {
        this.client = client;
        this.events = events;
    }

    /** As the API server has it now; empty when it is gone or about to go. */
    public Optional<LoadTest> read(LoadTest cached) {
        LoadTest now = client.resources(LoadTest.class)
                .inNamespace(cached.getMetadata().getNamespace())
                .withName(cached.getMetadata().getName())
                .get();
        return Optional.ofNullable(now).filter(test -> !test.isMarkedForDeletion());
    }

    /**
     * Writes a status unless it is the present one, and tells about what changed. Only if nobody wrote in between: the API server
     * ignores a UID in a status, so without this a late write would land on another LoadTest of the same name.
     */
    public LoadTest write(LoadTest test, LoadTestStatus status) {
        if (status.equals(test.getStatus())) {
            return test;
        }
        // Events go first and under fixed names: after a crash in between they are told again, and not twice.
        Notice.between(test.getStatus(), status).forEach(notice -> events.tell(test, notice));
        LoadTest fresh = new LoadTest();
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(test.getMetadata().getName())
                .withNamespace(test.getMetadata().getNamespace())
                .withUid(test.getMetadata().getUid())
                .withResourceVersion(test.getMetadata().getResourceVersion())
                .build());
        fresh.setStatus(status);
        return client.resource(fresh).subresource("status").patch(ownership());
    }

    private static PatchContext ownership() {
        return new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(FIELD_MANAGER)
                .withForce(true)
                .build();
    }
}
