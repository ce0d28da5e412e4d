package dev.onrush.contract.report;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How a run stands to one threshold. */
public record ThresholdResult(
        @JsonPropertyDescription("The threshold as it was written.")
        String expression,

        @JsonPropertyDescription("What was observed; \"no sample\" when there was nothing to observe.")
        String observed,

        @JsonPropertyDescription("Passed or Failed.") Outcome result) {

    /** A metric without a sample fails. */
    public enum Outcome {
        Passed,
        Failed
    }
}
