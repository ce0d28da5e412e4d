package dev.onrush.operator.observe;

import dev.onrush.operator.resource.Names;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Why a pod does not run, in the words of whoever found out: the scheduler, the kubelet or the program.
 *
 * @param reason one CamelCase word, such as {@code Unschedulable} or {@code ImagePullBackOff}
 */
public record PodProblem(String reason, String message) {
    /** What a container waits for in the ordinary course of things. */
    private static final Set<String> ORDINARY = Set.of("ContainerCreating", "PodInitializing");

    private static final int MAX_TEXT = 1_024;

    public static Optional<PodProblem> of(Pod pod) {
        if (pod.getStatus() == null) {
            return Optional.empty();
        }
        return unschedulable(pod).or(() -> container(pod)).or(() -> failed(pod));
    }

    private static Optional<PodProblem> unschedulable(Pod pod) {
        return orEmpty(pod.getStatus().getConditions()).stream()
                .filter(c -> c.getType().equals("PodScheduled") && c.getStatus().equals("False"))
                .filter(c -> c.getReason() != null)
                .map(PodProblem::of)
                .findFirst();
    }

    private static PodProblem of(PodCondition condition) {
        return new PodProblem(condition.getReason(), text(condition.getMessage()));
    }

    private static Optional<PodProblem> container(Pod pod) {
        return runner(pod).flatMap(PodProblem::of);
    }

    /** The state of the runner's own container, wherever others that were put into the pod stand. */
    static Optional<ContainerState> runner(Pod pod) {
        return orEmpty(pod.getStatus().getContainerStatuses()).stream()
                .filter(status -> Names.CONTAINER.equals(status.getName()))
                .map(ContainerStatus::getState)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Optional<PodProblem> of(ContainerState state) {
        ContainerStateWaiting waiting = state.getWaiting();
        if (waiting != null && waiting.getReason() != null && !ORDINARY.contains(waiting.getReason())) {
            return Optional.of(new PodProblem(waiting.getReason(), text(waiting.getMessage())));
        }
        ContainerStateTerminated ended = state.getTerminated();
        return ended == null || ended.getExitCode() == 0 ? Optional.empty() : Optional.of(of(ended));
    }

    /** How a container ended that should not have. */
    static PodProblem of(ContainerStateTerminated ended) {
        String reason = ended.getReason() == null ? "Error" : ended.getReason();
        String last = text(ended.getMessage());
        return new PodProblem(
                reason,
                "exited with code " + ended.getExitCode() + (last.isEmpty() ? "" : ", its last words: " + last));
    }

    private static Optional<PodProblem> failed(Pod pod) {
        if (!"Failed".equals(pod.getStatus().getPhase())) {
            return Optional.empty();
        }
        String reason = pod.getStatus().getReason();
        return Optional.of(new PodProblem(
                reason == null ? "Failed" : reason, text(pod.getStatus().getMessage())));
    }

    private static String text(String message) {
        String trimmed = message == null ? "" : message.strip();
        return trimmed.length() <= MAX_TEXT ? trimmed : trimmed.substring(0, MAX_TEXT - 1) + "…";
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    @Override
    public String toString() {
        return message.isEmpty() ? reason : reason + ": " + message;
    }
}
