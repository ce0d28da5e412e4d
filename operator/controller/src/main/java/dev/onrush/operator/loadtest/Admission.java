package dev.onrush.operator.loadtest;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.PlanReader;
import dev.onrush.contract.report.RunSummary.Reasons;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.contract.run.RunSpecReader;
import dev.onrush.contract.status.Condition;
import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.dependent.Plans.ConfigMapNotFoundException;
import dev.onrush.operator.resource.Run;
import dev.onrush.operator.resource.RunConfigMap;
import dev.onrush.operator.resource.RunSpecs;
import dev.onrush.operator.status.OperatorReasons;
import dev.onrush.operator.status.Progress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** The first step: nothing is created before spec and plan are good, and the run has a name that is written down. */
final class Admission {
    private final Tools tools;
    private final Supplier<String> runIds;

    Admission(Tools tools) {
        this.tools = tools;
        SecureRandom random = new SecureRandom();
        // Starts with a letter, as labels and DNS names like it.
        this.runIds = () -> "r" + Integer.toString(random.nextInt(36 * 36 * 36 * 36 * 36, Integer.MAX_VALUE), 36);
    }

    Outcome step(LoadTest test) {
        if (Progress.of(test).runId().isPresent()) {
            return new Outcome.Continue(test);
        }
        if (test.getSpec().stopped()) {
            tools.tests()
                    .write(
                            test,
                            tools.draft(test)
                                    .error(Reasons.STOPPED, "spec.stop is true")
                                    .build());
            return new Outcome.Rest();
        }
        try {
            RunDefinition definition = definition(test);
            String runId = runIds.get();
            PlanFiles plan = plan(test, definition, runId);
            return new Outcome.Continue(tools.tests()
                    .write(test, tools.draft(test).begin(runId, plan).build()));
        } catch (InvalidSpecException e) {
            // Only another spec can change it, and that comes as an event.
            tools.tests()
                    .write(
                            test,
                            tools.draft(test)
                                    .error(Reasons.INVALID_SPEC, e.getMessage())
                                    .build());
            return new Outcome.Rest();
        } catch (InvalidInputException e) {
            return again(tools.tests()
                    .write(
                            test,
                            tools.draft(test)
                                    .error(Reasons.INVALID_PLAN, e.getMessage())
                                    .build()));
        } catch (ConfigMapNotFoundException e) {
            String reason = OperatorReasons.CONFIG_MAP_NOT_FOUND;
            return again(tools.tests()
                    .write(
                            test,
                            tools.draft(test).pending(reason, e.getMessage()).build()));
        }
    }

    static RunDefinition definition(LoadTest test) throws InvalidSpecException {
        try {
            String source = "loadtest/" + test.getMetadata().getName();
            return RunSpecReader.read(RunSpecs.of(test.getSpec()), source, field -> 0);
        } catch (InvalidInputException e) {
            throw new InvalidSpecException(e);
        }
    }

    /** Reads the plan as it is now and checks it; one in code runs nowhere but in the run's own pods, so that the master checks it. */
    PlanFiles plan(LoadTest test, RunDefinition definition, String runId)
            throws InvalidInputException, ConfigMapNotFoundException {
        PlanFiles plan = tools.plans().read(test).choosing(test.getSpec().selection());
        if (!plan.isCode()) {
            PlanReader.read(plan);
        }
        RunConfigMap.checkSize(
                new Run(test, runId, definition, plan, tools.settings().runnerImage()));
        return plan;
    }

    /** ConfigMaps are not watched: the operator would have to hold every one of the cluster. The longer it lasts, the rarer it looks. */
    private Outcome again(LoadTest test) {
        Instant since = Progress.of(test)
                .condition(Condition.Types.PLAN_VALID)
                .map(c -> Instant.parse(c.lastTransitionTime()))
                .orElse(Instant.EPOCH);
        Duration wait = Duration.between(since, tools.clock().instant()).dividedBy(8);
        return new Outcome.Again(
                clamp(wait, tools.settings().poll(), tools.settings().poll().multipliedBy(8)));
    }

    private static Duration clamp(Duration value, Duration min, Duration max) {
        return value.compareTo(min) < 0 ? min : value.compareTo(max) > 0 ? max : value;
    }

    /** What let the spec past the API server is a gap in the schema, or an older schema. */
    static final class InvalidSpecException extends Exception {
        InvalidSpecException(InvalidInputException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
