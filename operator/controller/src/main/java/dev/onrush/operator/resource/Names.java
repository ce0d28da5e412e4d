package dev.onrush.operator.resource;

import dev.onrush.operator.api.LoadTest;

/** Names of what belongs to a LoadTest. They are fixed, so that creating something twice cannot make two of it. */
public record Names(String namespace, String loadTest) {
    /** The runner's container in a pod. Others may have been put beside it. */
    public static final String CONTAINER = "onrush";

    public static Names of(LoadTest test) {
        return new Names(test.getMetadata().getNamespace(), test.getMetadata().getName());
    }

    /** The Secret with the run's token. */
    public String token() {
        return loadTest + "-token";
    }

    /** The ConfigMap with the plan as it was when the run began, and the run's definition. */
    public String run() {
        return loadTest + "-run";
    }

    /** The ConfigMap with the full report. */
    public String report() {
        return loadTest + "-report";
    }

    /** The master's Job and its Service. */
    public String master() {
        return loadTest + "-master";
    }

    /** The workers' Job. */
    public String worker() {
        return loadTest + "-worker";
    }
}
