package dev.onrush.contract.report;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How a run stands to one threshold. */
public record ThresholdResult(
        @JsonPropertyDescription("The threshold as it was written.")
        String expression,

        @JsonPropertyDescription(
                "What was observed, with bounds where they differ; \"no sample\" when there was nothing to observe.")
        String observed,

        @JsonPropertyDescription(
                "Passed, Failed, or Undecided: the limit lies between the bounds of what was observed.")
        Outcome result,

        @JsonPropertyDescription(
                "Whether nothing that the generator did or failed to do can have changed the result: it is decided at both bounds, and a load that was smaller than asked for would not have made it look so.")
        boolean trustworthy) {

    /** A metric without a sample fails. */
    public enum Outcome {
        Passed,
        /** The limit lies between the bounds of what was observed, so nobody knows. */
        Undecided,
        Failed
    }
}
