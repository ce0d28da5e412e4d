package dev.onrush.runner.cli;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.code.LoadedPlan;
import dev.onrush.runner.code.PlanLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: every part of Onrush that is not the operator. */
@Command(
        name = "onrush",
        description = "Load testing, distributed: a master, workers, or both in one process.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        subcommands = {RunCommand.class, ValidateCommand.class, ReportCommand.class, SampleTargetCommand.class},
        footer = {
            "",
            "Every option can also be given as an environment variable: --master-port as ONRUSH_MASTER_PORT.",
            "Exit codes: 0 passed, 1 a threshold failed, 2 could not run."
        })
public final class Onrush implements Callable<Integer> {
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    @Spec
    private CommandSpec spec;

    @ArgGroup
    private Role role = new Role();

    private final List<String> others;

    @Mixin
    private PlanOptions plan = new PlanOptions();

    @Mixin
    private TokenOption token = new TokenOption();

    @Mixin
    private LogOptions log = new LogOptions();

    @Mixin
    private ShowOptions show = new ShowOptions();

    @Mixin
    private MasterCommand master = new MasterCommand();

    @Mixin
    private WorkerCommand worker = new WorkerCommand();

    /** At most one of them; with neither, master and worker share this process. */
    static final class Role {
        @Option(names = "--master", description = "Be the master: coordinate workers, run no users.")
        boolean master;

        @Option(names = "--worker", description = "Be a worker: run the users that the master asks for.")
        boolean worker;
    }

    @Option(
            names = ConfigFile.OPTION,
            paramLabel = "FILE",
            description =
                    "Options as YAML, such as \"master-port: 5557\"; the command line and the environment go first.")
    private Path config;

    @Option(
            names = "--processes",
            paramLabel = "N",
            description =
                    "Start so many worker processes, -1 for one per core: with --worker on this machine, else with a master here.")
    private Integer processes;

    /** @param others long options that are none of this program: only a plan knows what they are */
    private Onrush(List<String> others) {
        this.others = others;
    }

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("run") && System.getProperty(LOG_LEVEL) == null) {
            // A run shows its progress itself; only what a person must know comes between.
            System.setProperty(LOG_LEVEL, "warn");
        }
        System.exit(execute(arguments));
    }

    private static int execute(String[] arguments) {
        Split split = Split.of(arguments, commandLine().getCommandSpec());
        CommandLine commandLine = commandLine(split.unknown());
        Optional<Path> config = ConfigFile.named(List.of(arguments), System.getenv());
        if (config.isPresent()) {
            try {
                Map<String, String> values = ConfigFile.read(config.get(), commandLine.getCommandSpec());
                commandLine.setDefaultValueProvider(new EnvironmentDefaults(System.getenv(), values));
            } catch (IOException | InvalidInputException e) {
                return Failures.explain(e);
            }
        }
        return commandLine.execute(split.known());
    }

    static CommandLine commandLine() {
        return commandLine(List.of());
    }

    private static CommandLine commandLine(List<String> others) {
        CommandLine commandLine = new CommandLine(new Onrush(others));
        commandLine.setDefaultValueProvider(new EnvironmentDefaults(System.getenv(), Map.of()));
        commandLine.setExecutionExceptionHandler((e, _, _) -> Failures.explain(e));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        return commandLine;
    }

    @Override
    public Integer call() throws Exception {
        master.forPlan(others);
        if (plan.file() == null && !others.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Unknown options: " + others + "; -f names a plan");
        }
        if (plan.file() == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected -f with a plan, or a command: run, validate, report or sample-target");
        }
        Combinations.check(spec.commandLine().getParseResult());
        log.apply();
        try {
            if (show.isWanted()) {
                LoadedPlan loaded = PlanLoader.load(plan.read());
                return show.show(loaded, master.classes(loaded), master.users());
            }
            return play();
        } finally {
            log.end();
        }
    }

    private int play() throws Exception {
        if (role.worker && !others.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Unknown options for a worker: " + others + "; the plan's own are the master's");
        }
        if (processes != null) {
            return runProcesses();
        }
        if (role.worker) {
            return worker.run(plan.readForWorker(), token, log);
        }
        return role.master
                ? master.run(plan, token, log)
                : master.runWithWorker(plan.read(), token, log, worker.training());
    }

    private int runProcesses() throws Exception {
        int count = processes == -1 ? Runtime.getRuntime().availableProcessors() : processes;
        if (count < 1 || count > RunDefinition.MAX_WORKERS || role.master) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--processes: expected 1 to " + RunDefinition.MAX_WORKERS
                            + ", or -1 for one per core, and not with --master");
        }
        if (!role.worker) {
            return master.runWithProcesses(plan.read(), count, plan.arguments(), token, log);
        }
        List<String> arguments = new ArrayList<>(plan.arguments());
        arguments.addAll(token.arguments());
        arguments.addAll(log.arguments());
        return worker.runProcesses(count, arguments);
    }
}
