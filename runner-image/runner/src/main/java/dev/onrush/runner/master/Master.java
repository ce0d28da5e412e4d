package dev.onrush.runner.master;

import dev.onrush.api.Role;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.RunSummary.Reasons;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.contract.run.RunSpec;
import dev.onrush.contract.run.RunSpecReader;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.BusServer;
import dev.onrush.runner.code.LoadedPlan;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.report.CountedException;
import dev.onrush.runner.report.History;
import dev.onrush.runner.report.Report;
import dev.onrush.runner.report.Statistics;
import dev.onrush.runner.stats.RequestNames;
import dev.onrush.runner.stats.RunStatistics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * One run, from waiting for its workers to its final summary. Every method may be called from any thread; the work happens on the
 * master's event loop.
 */
public final class Master extends VerticleBase {
    private static final long OBSERVE_MILLIS = 1_000;

    private final MasterOptions options;
    private final PlanRuntime runtime;
    private final RequestNames names;
    private final RunStatistics statistics = new RunStatistics();
    private final RunParts run;
    private final Promise<RunSummary> finished = Promise.promise();
    private final Promise<Void> spawned = Promise.promise();
    private final WorkerLogs logs = new WorkerLogs();
    private BusServer bus;
    private PlanSide plan;
    private Findings findings;
    private Orders orders;
    private RunCourse course;

    /** @param plan what the plan's files in the options read as */
    public Master(MasterOptions options, Plan plan) {
        this(options, new PlanRuntime(new LoadedPlan.Declared(options.plan(), plan), Role.MASTER, null), null);
    }

    /** @param runtime the plan of the options' files, for as long as the process lives */
    public Master(MasterOptions options, PlanRuntime runtime) {
        this(options, runtime, null);
    }

    /** @param port where workers connect already, and go on to be connected after this run; null to listen for this run only */
    public Master(MasterOptions options, PlanRuntime runtime, BusServer port) {
        this.bus = port;
        this.options = options;
        this.runtime = runtime;
        this.names = runtime.plan() instanceof LoadedPlan.Declared declared
                ? RequestNames.of(declared.plan())
                : new RequestNames();
        this.run = RunParts.of(options, runtime.plan().classes());
    }

    @Override
    public Future<?> start() {
        boolean listens = bus == null;
        if (listens) {
            bus = new BusServer(vertx, options.port().credentials());
        }
        MasterHealth health = new MasterHealth();
        plan = new PlanSide(
                runtime,
                context,
                (worker, message) -> bus.send(worker, Addresses.CUSTOM_TO_WORKER, message),
                reason -> requestStop("the plan stopped the test: " + reason));
        findings = new Findings(run, names, statistics, runtime, health);
        orders = new Orders(bus, run);
        course = new RunCourse(run, orders, plan, findings::summary, context);
        course.finished().onSuccess(finished::complete);
        course.spawned().onSuccess(spawned::complete);
        MasterEndpoint.bind(vertx.eventBus(), new Conversation(run, names, statistics, course, orders, plan, logs));
        PlanOffer.bind(vertx.eventBus(), options.plan());
        course.await();
        vertx.setPeriodic(OBSERVE_MILLIS, _ -> findings.look());
        vertx.setPeriodic(MasterHealth.EVERY.toMillis(), _ -> plan.usage(health.look()));
        // What an earlier run of the same process left.
        runtime.exceptions().cut();
        // Workers find whatever the plan registered.
        Future<Void> initialized = Future.fromCompletionStage(plan.enter(options), context);
        return listens
                ? initialized.compose(
                        _ -> bus.listen(options.port().host(), options.port().port()))
                : initialized;
    }

    /** The port that workers connect to. */
    public int port() {
        return bus.port();
    }

    /** What the run is to do, as it was asked for before it began. */
    public RunDefinition definition() {
        return run.definition();
    }

    public String runId() {
        return run.record().id();
    }

    /** The final summary; never fails. */
    public Future<RunSummary> finished() {
        return finished.future();
    }

    /** Completes when as many users run as are wanted, for the first time; never where the load has stages. */
    public Future<Void> spawned() {
        return spawned.future();
    }

    /** Where the run is, in Locust's words: spawning, running, stopping, stopped. */
    public Future<String> progress() {
        return onLoop(() -> findings.progress());
    }

    /** The summary as of now. */
    public Future<RunSummary> summary() {
        return onLoop(() -> findings.summary());
    }

    /** Everything that is known now. */
    public Future<Report> report() {
        return onLoop(() -> findings.report());
    }

    /** The workers, lost ones included. */
    public Future<List<WorkerView>> workers() {
        return onLoop(() -> findings.workers());
    }

    /** What was measured until now, by name. */
    public Future<Statistics> statistics() {
        return onLoop(() -> findings.statistics());
    }

    /** The run's course so far. */
    public Future<List<History.Point>> history() {
        return onLoop(() -> findings.history());
    }

    /** Exceptions of the plan's code, the most frequent first; a declared plan has none. */
    public Future<List<CountedException>> exceptions() {
        return onLoop(() -> findings.exceptions());
    }

    /** The last lines of what each worker logged, by its id. */
    public Future<Map<String, List<String>>> workerLogs() {
        return onLoop(logs::lines);
    }

    /**
     * Another number of users while the test runs, reached at the spawn rate.
     *
     * @return fails with {@link InvalidInputException} when that is not possible
     */
    public Future<Void> changeLoad(Load load) {
        return onLoop(() -> {
            if (!(run.definition().shape() instanceof LoadShape.Ramp ramp) || hasEnded()) {
                throw wrong("load", "load", "can change only while the test runs, and where it is a number of users");
            }
            run.pacer().change(RunSpecReader.readChange(load, ramp));
            return null;
        });
    }

    /**
     * Another number of workers while the test runs: more are let in, or so many fewer may leave in good order without being missed.
     *
     * @return fails with {@link InvalidInputException} when that is not possible
     */
    public Future<Void> changeWorkers(RunSpec.Workers wanted) {
        return onLoop(() -> {
            Integer count = wanted.cores();
            if (count == null || count < 1 || count > RunDefinition.MAX_WORKERS) {
                throw wrong("workers", "cores", "expected 1 to " + RunDefinition.MAX_WORKERS + ", found " + count);
            }
            if (hasEnded()) {
                throw wrong("workers", "cores", "can change only while the test runs");
            }
            course.expect(count);
            return null;
        });
    }

    private boolean hasEnded() {
        return run.record().state().ordinal() > RunState.Running.ordinal();
    }

    private static InvalidInputException wrong(String source, String field, String message) {
        return new InvalidInputException(new Problem(source, 0, field, message));
    }

    /** Forgets what was measured so far, of workers too: rates and counts are of the time from now on. */
    public Future<Void> resetStatistics() {
        return onLoop(() -> {
            findings.reset();
            run.workers().live().forEach(orders::resetStats);
            plan.then(runtime.events().resetStats, () -> {});
            return null;
        });
    }

    /** Stops the users; what was measured is kept. A run that has not begun ends without a result. */
    public void requestStop(String message) {
        context.runOnContext(_ -> course.requestStop(Reasons.STOPPED, message));
    }

    /** The same for a run that something outside cut short: what was measured is kept, but no verdict comes of it. */
    public void interrupt(String message) {
        context.runOnContext(_ -> course.requestStop(Reasons.INTERRUPTED, message));
    }

    /** The run cannot begin, for a reason outside; one that already began goes on. */
    public void cannotBegin(String reason, String message) {
        context.runOnContext(_ -> course.cannotBegin(reason, message));
    }

    private <T> Future<T> onLoop(Callable<T> action) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(_ -> {
            try {
                promise.complete(action.call());
            } catch (Exception e) {
                promise.fail(e);
            }
        });
        return promise.future();
    }
}
