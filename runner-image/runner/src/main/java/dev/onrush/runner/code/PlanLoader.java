package dev.onrush.runner.code;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.PlanReader;

/** Reads a plan of whatever kind; the entry's name says which. */
public final class PlanLoader {
    private PlanLoader() {}

    /**
     * Reads, or compiles, loads and defines. A plan in code is run for that: its {@code define} only.
     *
     * @throws InvalidInputException with everything that is wrong, each with its file and line where one is known
     */
    public static LoadedPlan load(PlanFiles files) throws InvalidInputException {
        String entry = files.entry();
        if (entry.endsWith(".java")) {
            return coded(files, Definer.define(entry, SourcePlan.load(files)));
        }
        if (entry.endsWith(".jar")) {
            return coded(files, Definer.define(entry, JarPlan.load(files)));
        }
        return new LoadedPlan.Declared(files, PlanReader.read(files));
    }

    private static LoadedPlan coded(PlanFiles files, CodedPlan plan) throws InvalidInputException {
        return new LoadedPlan.Coded(
                files,
                plan.choosing(files.selection())
                        .orElseThrow(() -> new InvalidInputException(new Problem(
                                files.entry(), 0, "", "expected a task that is left with " + files.selection()))));
    }
}
