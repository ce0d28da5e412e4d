package dev.onrush.operator;

import dev.onrush.contract.report.TerminationMessage;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Plays Job controller, scheduler and kubelet: a pod for each Job of a namespace, and none for one that is suspended or gone. */
final class FakeKubelet implements AutoCloseable {
    static final String FULL = "0/2 nodes are available: 2 Insufficient cpu.";

    private final KubernetesClient client;
    private final String namespace;
    private final FakeMaster master;
    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean schedules = true;
    private volatile String pulls;

    FakeKubelet(KubernetesClient client, String namespace, FakeMaster master) {
        this.client = client;
        this.namespace = namespace;
        this.master = master;
        loop.scheduleWithFixedDelay(this::act, 0, 50, TimeUnit.MILLISECONDS);
    }

    /** From now on no pod finds a node. */
    void isFull() {
        schedules = false;
    }

    /** Pods that found no node find one. */
    void hasRoom() {
        schedules = true;
        inTurn(() -> client.pods().inNamespace(namespace).list().getItems().forEach(pod -> {
            pod.setStatus(first());
            client.resource(pod).updateStatus();
        }));
    }

    /** Between two rounds, so that their writes do not meet. */
    private void inTurn(Runnable action) {
        try {
            loop.submit(action).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on no image can be pulled. */
    void cannotPull(String message) {
        pulls = message;
    }

    /** UIDs of the Jobs that ever had a pod. */
    Set<String> startedJobs() {
        return Set.copyOf(started);
    }

    /** The master's process ends. */
    void endMaster(int exitCode, String message) {
        inTurn(() -> endMasters(exitCode, message));
    }

    private void endMasters(int exitCode, String message) {
        client.pods().inNamespace(namespace).withLabel("onrush.dev/role", "master").list().getItems().stream()
                .forEach(pod -> end(pod, exitCode, message));
    }

    /** The Job controller gives a Job up, and its pods are gone. */
    void failJob(String name) {
        Job job =
                client.batch().v1().jobs().inNamespace(namespace).withName(name).get();
        String now = "2026-01-01T10:00:00Z";
        job.setStatus(new JobStatusBuilder()
                .withStartTime(now)
                .withFailed(1)
                .addNewCondition()
                .withType("FailureTarget")
                .withStatus("True")
                .withReason("BackoffLimitExceeded")
                .withLastTransitionTime(now)
                .endCondition()
                .addNewCondition()
                .withType("Failed")
                .withStatus("True")
                .withReason("BackoffLimitExceeded")
                .withLastTransitionTime(now)
                .endCondition()
                .build());
        client.resource(job).updateStatus();
        client.pods()
                .inNamespace(namespace)
                .withLabel("job", job.getMetadata().getUid())
                .withGracePeriod(0)
                .delete();
    }

    private void act() {
        try {
            List<Job> jobs =
                    client.batch().v1().jobs().inNamespace(namespace).list().getItems();
            for (Job job : jobs) {
                if (Boolean.TRUE.equals(job.getSpec().getSuspend())) {
                    client.pods()
                            .inNamespace(namespace)
                            .withLabel("job", job.getMetadata().getUid())
                            .withGracePeriod(0)
                            .delete();
                } else if (started.add(job.getMetadata().getUid())) {
                    int pods = job.getSpec().getParallelism() == null
                            ? 1
                            : job.getSpec().getParallelism();
                    for (int i = 0; i < pods; i++) {
                        start(job, i);
                    }
                }
            }
            if (master.calls("/api/v1/quit") > 0) {
                endMasters(0, new String(TerminationMessage.encode(master.last()), StandardCharsets.UTF_8));
            }
        } catch (RuntimeException e) {
            // A write met another one; the next round goes on from what is there.
        }
    }

    private void start(Job job, int index) {
        master.runs(job.getMetadata().getLabels().get("onrush.dev/run-id"));
        Pod pod = client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(job.getMetadata().getName() + "-" + index)
                        .withNamespace(namespace)
                        .withLabels(job.getSpec().getTemplate().getMetadata().getLabels())
                        .addToLabels("job", job.getMetadata().getUid())
                        .addNewOwnerReference()
                        .withApiVersion("batch/v1")
                        .withKind("Job")
                        .withName(job.getMetadata().getName())
                        .withUid(job.getMetadata().getUid())
                        .withController(true)
                        .endOwnerReference()
                        .endMetadata()
                        .withSpec(job.getSpec().getTemplate().getSpec())
                        .build())
                .create();
        pod.setStatus(first());
        client.resource(pod).updateStatus();
    }

    private PodStatus first() {
        if (!schedules) {
            return new PodStatusBuilder()
                    .withPhase("Pending")
                    .withConditions(new PodConditionBuilder()
                            .withType("PodScheduled")
                            .withStatus("False")
                            .withReason("Unschedulable")
                            .withMessage(FULL)
                            .build())
                    .build();
        }
        if (pulls != null) {
            return status(
                    "Pending",
                    new ContainerStateBuilder()
                            .withNewWaiting(pulls, "ErrImagePull")
                            .build());
        }
        return status(
                "Running",
                new ContainerStateBuilder()
                        .withNewRunning("2026-01-01T09:59:00Z")
                        .build());
    }

    private void end(Pod pod, int exitCode, String message) {
        boolean ended = pod.getStatus().getContainerStatuses().stream()
                .anyMatch(c -> c.getState().getTerminated() != null);
        if (ended) {
            return;
        }
        pod.setStatus(status(
                exitCode == 0 ? "Succeeded" : "Failed",
                new ContainerStateBuilder()
                        .withNewTerminated()
                        .withExitCode(exitCode)
                        .withReason(exitCode == 0 ? "Completed" : "Error")
                        .withMessage(message)
                        .endTerminated()
                        .build()));
        client.resource(pod).updateStatus();
    }

    private static PodStatus status(String phase, ContainerState state) {
        return new PodStatusBuilder()
                .withPhase(phase)
                .withPodIP("127.0.0.1")
                .addNewPodIP("127.0.0.1")
                .withContainerStatuses(new ContainerStatusBuilder()
                        .withName("onrush")
                        .withImage("runner")
                        .withImageID("")
                        .withReady(false)
                        .withRestartCount(0)
                        .withState(state)
                        .build())
                .build();
    }

    @Override
    public void close() {
        loop.shutdownNow();
    }
}
