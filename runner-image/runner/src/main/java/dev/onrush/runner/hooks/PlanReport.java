package dev.onrush.runner.hooks;

import java.util.List;
import java.util.Map;

/**
 * What a worker's plan adds to a report.
 *
 * @param exceptions since the report before
 * @param added by the hooks of {@code reportToMaster}
 */
public record PlanReport(List<ExceptionLog.Counted> exceptions, Map<String, Object> added) {
    private static final int MAX_ADDED_BYTES = 65_536;

    /** Copies nothing: both are the reporter's own. */
    public PlanReport {
        exceptions = exceptions == null ? List.of() : exceptions;
        added = added == null ? Map.of() : added;
    }

    /** As JSON; null when there is nothing to say. @throws IllegalArgumentException when the hooks' part is too large or no JSON */
    public String encode() {
        if (exceptions.isEmpty() && added.isEmpty()) {
            return null;
        }
        int length = PlanJson.write(added).length();
        if (length > MAX_ADDED_BYTES) {
            throw new IllegalArgumentException(
                    "expected at most " + MAX_ADDED_BYTES + " characters that reportToMaster adds, found " + length);
        }
        return PlanJson.write(this);
    }

    /** @throws IllegalArgumentException when it is not like that */
    public static PlanReport decode(String json) {
        return json == null ? new PlanReport(List.of(), Map.of()) : PlanJson.read(json, PlanReport.class);
    }
}
