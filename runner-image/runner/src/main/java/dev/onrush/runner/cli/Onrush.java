package dev.onrush.runner.cli;

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
        subcommands = {RunCommand.class, ValidateCommand.class, SampleTargetCommand.class},
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

    @Mixin
    private PlanOptions plan = new PlanOptions();

    @Mixin
    private TokenOption token = new TokenOption();

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

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("run") && System.getProperty(LOG_LEVEL) == null) {
            // A run shows its progress itself; only what a person must know comes between.
            System.setProperty(LOG_LEVEL, "warn");
        }
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Onrush());
        commandLine.setDefaultValueProvider(new EnvironmentDefaults(System.getenv()));
        commandLine.setExecutionExceptionHandler((e, _, _) -> Failures.explain(e));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        return commandLine;
    }

    @Override
    public Integer call() throws Exception {
        if (plan.file() == null) {
            throw new ParameterException(
                    spec.commandLine(), "expected -f with a plan, or a command: run, validate or sample-target");
        }
        if (role.worker) {
            return worker.run(plan.read(), token);
        }
        return role.master ? master.run(plan.read(), token) : master.runWithWorker(plan.read());
    }
}
