package dev.onrush.runner.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.status.ConditionSet;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.StatusFactory;
import dev.onrush.contract.status.SummaryConditions;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The status that a LoadTest would have in a cluster, as YAML. */
public final class StatusText {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private StatusText() {}

    public static LoadTestStatus status(RunSummary summary, Instant now) {
        ConditionSet conditions = new ConditionSet(List.of(), now, null);
        SummaryConditions.apply(summary, conditions);
        return StatusFactory.of(summary, conditions, null, null);
    }

    public static String yaml(LoadTestStatus status) {
        try {
            return YAML.writeValueAsString(Map.of("status", status));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts and numbers is always YAML", e);
        }
    }
}
