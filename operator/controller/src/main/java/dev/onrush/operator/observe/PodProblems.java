package dev.onrush.operator.observe;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What keeps a run's pods from running, said once however many pods it hits. */
public final class PodProblems {
    private static final int MAX = 3;

    private PodProblems() {}

    /** The problems of the master, then of the workers; empty when there are none. */
    public static Optional<PodProblem> of(Collection<Pod> master, Collection<Pod> workers) {
        Map<PodProblem, Integer> ofMaster = count(master);
        Map<PodProblem, Integer> ofWorkers = count(workers);
        if (ofMaster.isEmpty() && ofWorkers.isEmpty()) {
            return Optional.empty();
        }
        String text = ofMaster.keySet().stream()
                .map(problem -> "master pod: " + problem)
                .collect(Collectors.joining("; "));
        String more = ofWorkers.entrySet().stream()
                .limit(MAX)
                .map(e -> e.getValue() + " of " + workers.size() + " worker pods: " + e.getKey())
                .collect(Collectors.joining("; "));
        String reason = (ofMaster.isEmpty() ? ofWorkers : ofMaster)
                .keySet()
                .iterator()
                .next()
                .reason();
        return Optional.of(new PodProblem(reason, text.isEmpty() ? more : more.isEmpty() ? text : text + "; " + more));
    }

    private static Map<PodProblem, Integer> count(Collection<Pod> pods) {
        Map<PodProblem, Integer> counts = new LinkedHashMap<>();
        pods.forEach(pod -> PodProblem.of(pod).ifPresent(problem -> counts.merge(problem, 1, Integer::sum)));
        return counts;
    }
}
