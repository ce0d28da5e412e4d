package dev.onrush.runner.master;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problems;
import dev.onrush.contract.plan.UserClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run has otherwise than its plan: which user classes, and how many users of each. Only the master needs to know, since it tells
 * workers their users.
 *
 * @param picked names of the classes that have users; empty for all of them
 * @param changes by the class's name
 */
public record ClassChoices(Set<String> picked, Map<String, Change> changes) {
    /** As the plan has it. */
    public static final ClassChoices NONE = new ClassChoices(Set.of(), Map.of());

    /**
     * Of one class.
     *
     * @param weight null for the plan's, or 1 where that has a fixed count
     * @param fixedCount null for the plan's; 0 for a share by weight
     */
    public record Change(Integer weight, Integer fixedCount) {}

    /**
     * The classes as the run has them. One that is not picked stays in its place, so that numbers agree with the workers', and gets
     * no user.
     */
    public List<UserClass> of(List<UserClass> classes) {
        return classes.stream().map(this::of).toList();
    }

    /** The same with other classes that have users. */
    public ClassChoices picking(Set<String> others) {
        return new ClassChoices(others, changes);
    }

    /**
     * Checks names.
     *
     * @param source where they come from, for messages
     * @throws InvalidInputException which names the classes that the plan does not have
     */
    public void check(String source, List<UserClass> classes) throws InvalidInputException {
        Set<String> known = classes.stream().map(UserClass::name).collect(Collectors.toSet());
        Problems problems = new Problems(source);
        picked.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(0, name, "is none of the plan's user classes: " + known));
        changes.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name ->
                        problems.add(0, "--config-users", name + " is none of the plan's user classes: " + known));
        problems.throwIfAny();
    }

    private UserClass of(UserClass plan) {
        if (!picked.isEmpty() && !picked.contains(plan.name())) {
            return plan.sharing(0, 0);
        }
        Change change = changes.getOrDefault(plan.name(), new Change(null, null));
        int fixed = change.fixedCount() != null ? change.fixedCount() : change.weight() != null ? 0 : plan.fixedCount();
        int weight = change.weight() != null ? change.weight() : Math.max(1, plan.weight());
        return plan.sharing(weight, fixed);
    }
}
