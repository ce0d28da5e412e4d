package dev.onrush.runner.cli;

import dev.onrush.api.Role;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.UserClass;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.RunSpec;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.code.LoadedPlan;
import dev.onrush.runner.code.PlanSettings;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.master.ClassChoices;
import dev.onrush.runner.master.Joining;
import dev.onrush.runner.master.Takeover;
import dev.onrush.runner.session.SessionOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;

/** A master's options, and the three places where its workers can be. */
final class MasterCommand {
    private static final String LOOPBACK = "127.0.0.1";

    private final PlanArguments planArguments = new PlanArguments();

    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private ClassOptions classes = new ClassOptions();

    @Mixin
    private LifeOptions life = new LifeOptions();

    @Mixin
    private WebOptions web = new WebOptions();

    @Mixin
    private BindOptions bind = new BindOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private TimingOptions timing = new TimingOptions();

    @Mixin
    private DeliveryOptions delivery = new DeliveryOptions();

    /** What the options make of a plan's classes. */
    List<UserClass> classes(LoadedPlan plan) throws IOException, InvalidInputException {
        List<UserClass> planned = plan.classes();
        ClassChoices choices = classes.choices();
        choices.check("command line", planned);
        return choices.of(planned);
    }

    /** The users that are asked for; 0 where nobody does. */
    int users() {
        return run.users();
    }

    /** A master that waits for its workers to connect. */
    int run(PlanOptions where, TokenOption token, LogOptions log) throws IOException, InvalidInputException {
        ServerCredentials credentials = token.forMaster(bind.host(), bind.port());
        if (!delivery.toFile()) {
            // In a cluster the operator starts the workers; elsewhere a person does.
            bind.tellHowToJoin(token);
        }
        try {
            PlanFiles files = where.read();
            RunSpec spec = run.spec();
            PlanRuntime plan = plan(files, Role.MASTER, PlanSettings.of(spec.plan()));
            RunSpec base = underShape(spec, plan);
            Joining joining = run.isFromFile() ? Joining.EXACT : life.headless() ? Joining.OPEN : Joining.STAYING;
            SessionOptions options =
                    options(files, plan, base, credentials, bind.host(), bind.port(), joining, takeover(token));
            return life(options, Crew.ELSEWHERE, web.place(bind.host(), token), true, log);
        } catch (InvalidInputException e) {
            if (!delivery.toFile()) {
                throw e;
            }
            delivery.write(delivery.invalid(e));
            System.err.println(e.getMessage());
            return ExitCodes.PASSED;
        }
    }

    /** Master and one worker in this process, over the same wire. */
    int runWithWorker(PlanFiles files, TokenOption token, LogOptions log, Duration training)
            throws IOException, InvalidInputException {
        SessionOptions options = local(files, 1, token, Role.LOCAL);
        return life(
                options,
                new InProcessCrew(options.plan(), training),
                web.place(LOOPBACK, token),
                !life.headless(),
                log);
    }

    /** Master in this process, and so many worker processes beside it. */
    int runWithProcesses(PlanFiles files, int workers, List<String> planArguments, TokenOption token, LogOptions log)
            throws IOException, InvalidInputException {
        SessionOptions options = local(files, workers, token, Role.MASTER);
        return life(
                options, new ProcessCrew(workers, planArguments), web.place(LOOPBACK, token), !life.headless(), log);
    }

    private SessionOptions local(PlanFiles files, int workers, TokenOption token, Role role)
            throws IOException, InvalidInputException {
        ServerCredentials secret = ServerCredentials.plain(life.headless() ? Token.random() : token.forApi(web.port()));
        PlanRuntime plan = plan(files, role, PlanSettings.NONE);
        return options(
                files,
                plan,
                underShape(run.spec(workers), plan),
                secret,
                LOOPBACK,
                0,
                life.headless() ? Joining.EXACT : Joining.STAYING,
                Takeover.NONE);
    }

    /** In a cluster a master never starts a second time; elsewhere its workers have to know it again. */
    private Takeover takeover(TokenOption token) {
        if (delivery.toFile() || !token.isNamed()) {
            return Takeover.NONE;
        }
        return delivery.namesRun() ? Takeover.SAME_RUN : Takeover.ANY_RUN;
    }

    /** @param arguments that are no options of this program, but perhaps of the plan */
    void forPlan(List<String> arguments) {
        planArguments.others(arguments);
    }

    /** @param settings of a LoadTest */
    private PlanRuntime plan(PlanFiles files, Role role, PlanSettings settings) throws InvalidInputException {
        PlanRuntime plan = PlanRuntime.of(files, role);
        PlanSettings given = planArguments.read(plan.plan(), System.getenv());
        return plan.choose("spec.plan.options", settings).choose("command line", settings.and(given));
    }

    /** A plan whose shape decides about users needs no number of them. */
    private static RunSpec underShape(RunSpec spec, PlanRuntime plan) {
        Load load = spec.load();
        if (plan.shape().isEmpty()
                || load == null
                || load.users() != null
                || load.stages() != null
                || load.arrivalRate() != null) {
            return spec;
        }
        return spec.with(new Load(1, load.spawnRate(), load.runTime(), null));
    }

    private SessionOptions options(
            PlanFiles files,
            PlanRuntime plan,
            RunSpec base,
            ServerCredentials credentials,
            String host,
            int port,
            Joining joining,
            Takeover takeover)
            throws IOException, InvalidInputException {
        ClassChoices choices = classes.choices();
        choices.check("command line", plan.plan().classes());
        return new SessionOptions(
                files, plan, base, credentials, host, port, timing.timing(), joining, takeover, choices);
    }

    private int life(SessionOptions options, Crew crew, WebOptions.Place place, boolean api, LogOptions log)
            throws IOException, InvalidInputException {
        try (MasterLife master = new MasterLife(options, crew, new MasterChoices(run, life, delivery, output, log))) {
            master.open(life.startsAtOnce() ? run.definition(options.base()) : null);
            if (api) {
                master.serve(place);
            }
            return master.await();
        }
    }
}
