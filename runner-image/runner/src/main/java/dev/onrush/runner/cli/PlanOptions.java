package dev.onrush.runner.cli;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.TagSelection;
import dev.onrush.runner.local.PlanPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the plan is. */
final class PlanOptions {
    /** In place of a file: the plan comes from the master. */
    private static final String FROM_MASTER = "-";

    @Option(
            names = {"-f", "--plan"},
            paramLabel = "FILE",
            description =
                    "The plan: a file, or a directory of files, one of which is the plan. For a worker also -: the master's.")
    private Path file;

    @Option(
            names = "--entry",
            paramLabel = "NAME",
            description = "The plan's file in a directory (default: plan.yaml, else the only *.yaml or *.java).")
    private String entry;

    @Option(
            names = {"-T", "--tags"},
            paramLabel = "TAG",
            arity = "1..*",
            split = ",",
            description = "Only tasks with one of these tags (default: all). The same for master and workers.")
    private List<String> tags;

    @Option(
            names = {"-E", "--exclude-tags"},
            paramLabel = "TAG",
            arity = "1..*",
            split = ",",
            description = "No tasks with one of these tags. The same for master and workers.")
    private List<String> excludeTags;

    @Option(
            names = "--equal-weights",
            description =
                    "Classes and tasks are picked equally often, whatever the plan says. The same for master and workers.")
    private boolean equalWeights;

    /** What a worker process on this machine must be told to find the same plan. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("-f", file.toString()));
        if (entry != null) {
            arguments.addAll(List.of("--entry", entry));
        }
        arguments.addAll(new TagSelection(tags, excludeTags, equalWeights).options());
        return arguments;
    }

    Path file() {
        return file;
    }

    /** The plan for a worker; empty when it is to be fetched from the master. */
    Optional<PlanFiles> readForWorker() throws IOException, InvalidInputException {
        return file.toString().equals(FROM_MASTER) ? Optional.empty() : Optional.of(read());
    }

    PlanFiles read() throws IOException, InvalidInputException {
        if (file.toString().equals(FROM_MASTER)) {
            throw new IOException("-f -: expected a plan's file; only a worker gets it from its master");
        }
        return PlanPath.read(file, entry).choosing(new TagSelection(tags, excludeTags, equalWeights));
    }
}
