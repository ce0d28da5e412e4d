package dev.onrush.operator.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onrush.contract.run.PlanSource;
import dev.onrush.contract.run.RunSpec;
import dev.onrush.operator.api.LoadTestSpec;

/** The part of a LoadTest's spec that the runner acts on. */
public final class RunSpecs {
    private RunSpecs() {}

    public static RunSpec of(LoadTestSpec spec) {
        return of(spec, spec.plan());
    }

    /** As JSON for the master; the plan is the snapshot, whatever it was taken from. */
    static String json(Run run) {
        PlanSource asked = run.spec().plan();
        PlanSource snapshot = asked.path() == null
                ? new PlanSource(
                        new PlanSource.ConfigMapReference(run.names().run()),
                        null,
                        null,
                        run.plan().entry(),
                        asked.options())
                : asked;
        try {
            return new ObjectMapper().writeValueAsString(of(run.spec(), snapshot));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts and numbers is always JSON", e);
        }
    }

    private static RunSpec of(LoadTestSpec spec, PlanSource plan) {
        return new RunSpec(
                plan,
                spec.target(),
                spec.load(),
                new RunSpec.Workers(spec.cores()),
                spec.thresholds(),
                spec.stopTimeout(),
                spec.startDeadline(),
                spec.lostWorkers());
    }
}
