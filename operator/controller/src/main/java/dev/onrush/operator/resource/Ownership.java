package dev.onrush.operator.resource;

import dev.onrush.operator.api.LoadTest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Map;
import java.util.Optional;

/** Whose something is that already has the name of a child. */
public enum Ownership {
    /** Made for this very run. */
    OURS,
    /** Left by a deleted LoadTest of the same name; the garbage collector is about to take it. */
    PREVIOUS,
    /** Somebody else's: not to be touched. */
    FOREIGN;

    public static Ownership of(HasMetadata found, LoadTest test, String runId) {
        Optional<OwnerReference> owner = found.getMetadata().getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .filter(reference -> reference.getKind().equals(test.getKind())
                        && reference.getApiVersion().equals(test.getApiVersion())
                        && reference.getName().equals(test.getMetadata().getName()))
                .findFirst();
        if (owner.isEmpty()) {
            return FOREIGN;
        }
        if (!owner.get().getUid().equals(test.getMetadata().getUid())) {
            return PREVIOUS;
        }
        Map<String, String> labels = found.getMetadata().getLabels();
        return labels != null && runId.equals(labels.get(Labels.RUN_ID)) ? OURS : FOREIGN;
    }
}
