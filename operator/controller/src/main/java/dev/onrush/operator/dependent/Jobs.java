package dev.onrush.operator.dependent;

import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.resource.Names;
import dev.onrush.operator.resource.Role;
import dev.onrush.operator.resource.RunJob;
import dev.onrush.operator.status.Progress;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The run's two Jobs, by the UIDs on record. */
public final class Jobs {
    private static final Set<String> FINAL = Set.of("Complete", "Failed");

    private final KubernetesClient client;

    public Jobs(KubernetesClient client) {
        this.client = client;
    }

    /** The Job's UID on record; null when there is none. */
    public static String uid(LoadTest test, Role role) {
        var jobs = Progress.of(test).jobs();
        return role == Role.MASTER ? jobs.master() : jobs.workers();
    }

    /**
     * The Job on record, if it is still there. A cache may be late with what was just created, so that absence is believed only to the
     * API server.
     */
    public Optional<Job> find(LoadTest test, Role role, Optional<Job> cached) {
        String uid = uid(test, role);
        Optional<Job> known = cached.filter(job -> job.getMetadata().getUid().equals(uid));
        return known.or(() -> Optional.ofNullable(client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(test.getMetadata().getNamespace())
                        .withName(role.job(Names.of(test)))
                        .get()))
                .filter(job -> job.getMetadata().getUid().equals(uid) && !job.isMarkedForDeletion());
    }

    /** True when the Job has no pods that run, and will have none. */
    public static boolean isQuiet(Job job) {
        return isSuspended(job) || hasCondition(job, FINAL);
    }

    /** True when the Job may have no pods now. */
    public static boolean isSuspended(Job job) {
        return Boolean.TRUE.equals(job.getSpec().getSuspend());
    }

    /** True when the Job was let go. */
    public static boolean isReleased(Job job) {
        return Optional.ofNullable(job.getMetadata().getAnnotations())
                .filter(annotations -> annotations.containsKey(RunJob.RELEASED))
                .isPresent();
    }

    /** True when Kubernetes gave the Job up. */
    public static boolean hasFailed(Job job) {
        return hasCondition(job, Set.of("Failed"));
    }

    /** True when the Job is over for Kubernetes. */
    public static boolean isFinished(Job job) {
        return hasCondition(job, FINAL);
    }

    /** When the Job was over for Kubernetes; empty before. */
    public static Optional<Instant> finished(Job job) {
        return conditions(job, FINAL)
                .map(JobCondition::getLastTransitionTime)
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .findFirst();
    }

    /** Lets a Job start its pods, unless that was done before. */
    public void release(Job job) {
        if (!isReleased(job)) {
            String annotation = "\"annotations\":{\"" + RunJob.RELEASED + "\":\"true\"}";
            patch(job, annotation, "\"suspend\":false");
        }
    }

    /** As many worker pods. Both counts of an Indexed Job go together; what is too much goes from the highest index down. */
    public void scale(Job workers, int pods) {
        if (!Integer.valueOf(pods).equals(workers.getSpec().getParallelism())) {
            patch(workers, "", "\"parallelism\":%1$d,\"completions\":%1$d,\"maxFailedIndexes\":%1$d".formatted(pods));
        }
    }

    /** Ends the Job's pods. The Job stays, and with it the logs of pods that had ended. */
    public void suspend(Job job) {
        if (isQuiet(job)) {
            return;
        }
        patch(job, "", "\"suspend\":true");
    }

    /** Changes this very Job: the UID makes a newer one of the same name a conflict. */
    private void patch(Job job, String metadata, String spec) {
        String uid = "\"uid\":\"" + job.getMetadata().getUid() + "\"";
        client.batch()
                .v1()
                .jobs()
                .inNamespace(job.getMetadata().getNamespace())
                .withName(job.getMetadata().getName())
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{" + uid + (metadata.isEmpty() ? "" : "," + metadata) + "},\"spec\":{" + spec
                                + "}}");
    }

    private static boolean hasCondition(Job job, Set<String> types) {
        return conditions(job, types).findAny().isPresent();
    }

    private static Stream<JobCondition> conditions(Job job, Set<String> types) {
        return Optional.ofNullable(job.getStatus()).map(JobStatus::getConditions).orElse(List.of()).stream()
                .filter(c -> types.contains(c.getType()) && c.getStatus().equals("True"));
    }
}
