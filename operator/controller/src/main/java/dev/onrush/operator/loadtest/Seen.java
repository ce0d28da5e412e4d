package dev.onrush.operator.loadtest;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The Jobs and pods of a LoadTest as the caches have them: perhaps a little late. */
record Seen(Collection<Job> jobs, Collection<Pod> pods) {
    Optional<Job> job(String uid) {
        return jobs.stream()
                .filter(job -> job.getMetadata().getUid().equals(uid))
                .findFirst();
    }

    /** The pods of one Job; not those of an older Job with the same name. */
    List<Pod> podsOf(String jobUid) {
        return podsOf(pods, jobUid);
    }

    static List<Pod> podsOf(Collection<Pod> pods, String jobUid) {
        return pods.stream()
                .filter(pod -> pod.getMetadata().getOwnerReferences().stream()
                        .map(OwnerReference::getUid)
                        .anyMatch(jobUid::equals))
                .toList();
    }
}
