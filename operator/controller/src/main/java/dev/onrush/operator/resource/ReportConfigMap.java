package dev.onrush.operator.resource;

import dev.onrush.operator.api.LoadTest;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Map;

/** The full report, which outlives the master. */
public final class ReportConfigMap {
    public static final String KEY = "report.json";

    /** The longest report that is kept: what a ConfigMap holds, less its metadata. */
    public static final int MAX_BYTES = 900 * 1024;

    private ReportConfigMap() {}

    public static ConfigMap of(LoadTest test, String runId, String report) {
        return new ConfigMapBuilder()
                .withMetadata(Run.metadata(test, runId, Names.of(test).report(), "report"))
                .withImmutable(true)
                .withData(Map.of(KEY, report))
                .build();
    }
}
