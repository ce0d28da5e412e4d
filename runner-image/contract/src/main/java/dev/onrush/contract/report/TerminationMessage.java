package dev.onrush.contract.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A final summary as a container's termination message: valid JSON of at most 4,096 bytes, which is where Kubernetes cuts. Totals
 * always fit; then thresholds, then names and errors, while there is room.
 */
public final class TerminationMessage {
    public static final int MAX_BYTES = 4_096;

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    /** The longest free text, in characters; tried in turn until the rest fits. Few texts need more than the first. */
    private static final int[] TEXT_LENGTHS = {500, 200, 50};

    private TerminationMessage() {}

    public static byte[] encode(RunSummary summary) {
        for (int length : TEXT_LENGTHS) {
            RunSummary whole = shortTexts(summary, length);
            for (int most = Results.MAX_NAMES; most >= 0; most--) {
                byte[] bytes = json(whole.with(whole.thresholds(), bounded(whole.results(), most)));
                if (bytes.length <= MAX_BYTES) {
                    return bytes;
                }
            }
        }
        return fewerThresholds(shortTexts(summary, TEXT_LENGTHS[TEXT_LENGTHS.length - 1]));
    }

    /** One threshold always fits beside the totals and short texts. */
    private static byte[] fewerThresholds(RunSummary summary) {
        Results totals = bounded(summary.results(), 0);
        List<ThresholdResult> kept = failedFirst(summary.thresholds());
        byte[] bytes = json(summary.with(kept, totals));
        while (bytes.length > MAX_BYTES && !kept.isEmpty()) {
            kept = kept.subList(0, kept.size() - 1);
            bytes = json(summary.with(kept, totals));
        }
        return bytes;
    }

    private static Results bounded(Results results, int most) {
        return results == null ? null : results.bounded(most, Math.min(most, Results.MAX_ERRORS));
    }

    /** Reads a termination message; empty when it is not one of ours, such as the last lines of a crash's log. */
    public static Optional<RunSummary> decode(String message) {
        try {
            RunSummary summary = JSON.readValue(message, RunSummary.class);
            return Optional.ofNullable(summary).filter(s -> s.runId() != null && s.state() != null);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** A failed threshold must not be the one that is cut: the verdict hangs on it. */
    private static List<ThresholdResult> failedFirst(List<ThresholdResult> thresholds) {
        if (thresholds == null) {
            return List.of();
        }
        return thresholds.stream()
                .sorted((a, b) -> b.result().compareTo(a.result()))
                .toList();
    }

    private static RunSummary shortTexts(RunSummary s, int length) {
        List<RunSummary.Distrust> untrusted = s.untrusted() == null
                ? null
                : s.untrusted().stream()
                        .limit(3)
                        .map(d -> new RunSummary.Distrust(d.reason(), cut(d.message(), length / 2)))
                        .toList();
        return new RunSummary(
                s.runId(),
                s.state(),
                s.reason(),
                cut(s.message(), length),
                s.startTime(),
                s.completionTime(),
                s.planHash(),
                s.workers(),
                untrusted,
                s.thresholds(),
                s.results());
    }

    private static String cut(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private static byte[] json(RunSummary summary) {
        try {
            return JSON.writeValueAsString(summary).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts and numbers is always JSON", e);
        }
    }
}
