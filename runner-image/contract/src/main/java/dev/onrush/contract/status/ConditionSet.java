package dev.onrush.contract.status;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Conditions by type. Setting one keeps {@code lastTransitionTime} unless the status changes. */
public final class ConditionSet {
    private static final int MAX_MESSAGE = 4_096;

    private final Map<String, Condition> conditions = new LinkedHashMap<>();
    private final Instant now;
    private final Long generation;

    /**
     * Starts from what was there before.
     *
     * @param generation of the spec that the new conditions are about; null where there is none
     */
    public ConditionSet(List<Condition> before, Instant now, Long generation) {
        if (before != null) {
            before.forEach(condition -> conditions.put(condition.type(), condition));
        }
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.generation = generation;
    }

    public ConditionSet set(String type, Condition.Status status, String reason, String message) {
        Condition before = conditions.get(type);
        String since = before != null && before.status() == status ? before.lastTransitionTime() : now.toString();
        String text = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
        conditions.put(type, new Condition(type, status, reason, text, since, generation));
        return this;
    }

    public Optional<Condition> get(String type) {
        return Optional.ofNullable(conditions.get(type));
    }

    public List<Condition> list() {
        return List.copyOf(conditions.values());
    }
}
