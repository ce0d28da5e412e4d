package dev.onrush.operator.observe;

import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.TerminationMessage;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Where the master's pod is. */
public sealed interface MasterPod {
    /** There is none, or none any more. */
    record Absent() implements MasterPod {}

    /** It does not run yet. */
    record Waiting() implements MasterPod {}

    /** It can be asked. */
    record Running(String ip) implements MasterPod {}

    /**
     * It ended.
     *
     * @param summary what it left; empty when it left nothing of this run
     * @param how how it ended
     */
    record Ended(Optional<RunSummary> summary, String how) implements MasterPod {}

    /**
     * @param pods of the master's Job; there should be one
     * @param runId of the run; a summary of another is none
     */
    static MasterPod of(Collection<Pod> pods, String runId) {
        return pods.stream()
                .max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
                .map(pod -> of(pod, runId))
                .orElseGet(Absent::new);
    }

    private static MasterPod of(Pod pod, String runId) {
        if (pod.getStatus() == null) {
            return new Waiting();
        }
        Optional<ContainerState> state = PodProblem.runner(pod);
        Optional<ContainerStateTerminated> ended = state.map(ContainerState::getTerminated);
        if (ended.isPresent()) {
            return new Ended(
                    summary(ended.get(), runId), PodProblem.of(ended.get()).toString());
        }
        String phase = pod.getStatus().getPhase();
        if ("Failed".equals(phase) || "Succeeded".equals(phase)) {
            String how = PodProblem.of(pod).map(PodProblem::toString).orElse(phase);
            return new Ended(Optional.empty(), how);
        }
        boolean running = state.map(ContainerState::getRunning).isPresent();
        String ip = pod.getStatus().getPodIP();
        return running && ip != null ? new Running(ip) : new Waiting();
    }

    private static Optional<RunSummary> summary(ContainerStateTerminated ended, String runId) {
        return Optional.ofNullable(ended.getMessage())
                .flatMap(TerminationMessage::decode)
                .filter(summary ->
                        summary.runId().equals(runId) && summary.state().isFinal());
    }
}
