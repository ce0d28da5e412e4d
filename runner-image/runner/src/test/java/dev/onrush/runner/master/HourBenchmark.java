package dev.onrush.runner.master;

import dev.onrush.api.Role;
import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.PlanReader;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.RunSummary.Reasons;
import dev.onrush.runner.bus.BusServer;
import dev.onrush.runner.code.LoadedPlan;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.master.WorkerEntry.State;
import dev.onrush.runner.stats.RequestNames;
import dev.onrush.runner.stats.RunStatistics;
import dev.onrush.runner.wire.BenchmarkRun;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * What a master holds in the course of an hour of reports, which played workers send as fast as it takes them: the run's clock is moved on by a second
 * when every worker has reported the one before, and the master then looks at the run, as it does once a second. Else it is a
 * master's parts as they are. Arguments: workers, request names, seconds to play, seconds between two looks at the live set. {@code
 * runner-image/benchmarks/master.py --hour} starts it.
 */
public final class HourBenchmark extends VerticleBase {
    private static final long LOOK_MILLIS = 2;
    private static final long LONGEST_MINUTES = 10;

    private final RunParts run;
    private final RequestNames names;
    private final PlanRuntime runtime;
    private BusServer bus;
    private Findings findings;
    private RunCourse course;
    private volatile long played;

    private HourBenchmark(MasterOptions options, Plan plan) {
        names = RequestNames.of(plan);
        runtime = new PlanRuntime(new LoadedPlan.Declared(options.plan(), plan), Role.MASTER, null);
        run = RunParts.of(options, runtime.plan().classes());
    }

    public static void main(String[] args) throws Exception {
        MasterOptions options = BenchmarkRun.of(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        HourBenchmark master = new HourBenchmark(options, PlanReader.read(options.plan()));
        Vertx vertx = ClockedTransport.newVertx();
        vertx.deployVerticle(master).await();
        System.out.println(BenchmarkRun.connection(master.bus.port(), options));
        master.watch(Long.parseLong(args[2]), Long.parseLong(args[3]));
        master.context.runOnContext(_ -> master.course.requestStop(Reasons.STOPPED, "measured"));
        RunSummary summary = master.course.finished().await(60, TimeUnit.SECONDS);
        System.out.println("finished " + System.nanoTime());
        System.out.println("result " + summary.state() + " " + summary.results().requests() + " "
                + summary.workers().missing());
        System.exit(0);
    }

    @Override
    public Future<?> start() {
        RunStatistics statistics = new RunStatistics();
        bus = new BusServer(vertx, run.options().port().credentials());
        PlanSide plan = new PlanSide(runtime, context, (_, _) -> {}, _ -> {});
        findings = new Findings(run, names, statistics, runtime, new MasterHealth());
        Orders orders = new Orders(bus, run);
        course = new RunCourse(run, orders, plan, findings::summary, context);
        Conversation conversation = new Conversation(run, names, statistics, course, orders, plan, new WorkerLogs());
        MasterEndpoint.bind(vertx.eventBus(), conversation);
        course.await();
        vertx.setPeriodic(LOOK_MILLIS, _ -> moveOn());
        return Future.fromCompletionStage(plan.enter(run.options()), context)
                .compose(_ -> bus.listen(
                        run.options().port().host(), run.options().port().port()));
    }

    /** A worker's watermark is a second before the moment that its last report is of. */
    private void moveOn() {
        if (run.record().state() != RunState.Running) {
            return;
        }
        long reported = run.workers().in(State.RUNNING).stream()
                .mapToLong(WorkerEntry::watermark)
                .min()
                .orElse(0);
        long second = TimeUnit.NANOSECONDS.toSeconds(reported) + 1;
        while (played < second) {
            long next = played + 1;
            run.record().started(System.nanoTime() - TimeUnit.SECONDS.toNanos(next), Instant.now());
            findings.look();
            played = next;
        }
    }

    private void watch(long seconds, long between) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
        for (long next = between; next <= seconds && System.nanoTime() < deadline; next += between) {
            while (played < next && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            System.gc();
            System.out.println("live "
                    + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            System.out.println("played " + played);
        }
    }
}
