package dev.onrush.runner.load;

import dev.onrush.runner.cpu.ProcessCpu;
import dev.onrush.runner.loop.LoopTimers;
import dev.onrush.runner.loop.PollClock;
import dev.onrush.runner.stats.CutSheets;
import dev.onrush.runner.stats.Recorder;
import dev.onrush.runner.stats.Sheet;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Drives the load of one worker on an event loop of its own. Every method may be called from any thread; the work happens on the
 * loop, and futures complete there.
 */
public final class LoadEngine extends VerticleBase {
    /** Keeps the numbers of users apart: worker i of at most this many numbers its users i, i + this, … */
    private static final long NUMBER_STEP = 1_000;

    /** A grant that the master gives now is renewed long before these are over. */
    private static final long AHEAD_NANOS = 3_000_000_000L;

    /** Users' timers are no finer: who is to wake up within it may be asleep yet. */
    private static final long TIMERS_NANOS = 1_000_000;

    private final UserKind kind;
    private final URI target;
    private final int index;
    private final Runnable runningLow;
    private final CutSheets cuts;
    private final ReportWriter writer = new ReportWriter();
    private LoopCalls loop;
    private Cutting cutting;
    private Recorder recorder;
    private StartGate gate;
    private InFlight inFlight;
    private LoadEnvironment environment;
    private UserFactory factory;
    private UserPool pool;
    private Arrivals arrivals;
    private boolean stopping;
    private long numbered;
    private long moves;
    private long thread;
    private ProcessCpu cpu;

    /**
     * A look at the engine, taken on its loop.
     *
     * @param started requests so far
     * @param ahead requests that are known to come within the next seconds
     */
    public record Vitals(int users, long started, long ahead, long cpuNanos) {}

    /**
     * @param index the worker's, for the numbers of its users
     * @param runningLow called on the loop when the grant for starting requests should be renewed before the next heartbeat
     */
    public LoadEngine(UserKind kind, URI target, int index, Runnable runningLow) {
        this.kind = kind;
        this.cuts = new CutSheets(kind.names().fixed());
        this.target = target;
        this.index = index;
        this.runningLow = runningLow;
    }

    @Override
    public void init(Vertx vertx, Context context) {
        super.init(vertx, context);
        loop = new LoopCalls(vertx, context);
        cutting = new Cutting(cuts, loop, writer, this::cut);
    }

    @Override
    public Future<?> start() {
        recorder = new Recorder(kind.names());
        gate = new StartGate(runningLow);
        inFlight = new InFlight();
        environment = new LoadEnvironment(
                vertx,
                context,
                PollClock.of(context),
                target,
                recorder,
                gate,
                inFlight,
                RandomGenerator.of("L64X128MixRandom"));
        factory = kind.on(environment);
        pool = new UserPool(factory.classes(), environment, this::newUser);
        thread = Thread.currentThread().threadId();
        cpu = ProcessCpu.watchingThisThread();
        return factory.ready();
    }

    @Override
    public Future<?> stop() {
        writer.close();
        factory.close();
        // A loop that was warmed up would go on waking up each millisecond, beside the one that drives the load.
        LoopTimers.rest(context);
        return Future.succeededFuture();
    }

    /** Looks once more for hosts that had no address when this was started. Completes for better or worse, on the context that asks. */
    public Future<Void> lookUpAgain() {
        Context asking = vertx.getOrCreateContext();
        Promise<Void> done = Promise.promise();
        context.runOnContext(_ -> factory.ready().onComplete(result -> asking.runOnContext(_ -> done.handle(result))));
        return done.future();
    }

    /** The run's clock starts, or has started, at a time of {@link System#nanoTime}: the first call counts. Before any users. */
    public void begin(long origin) {
        context.runOnContext(_ -> {
            recorder.begin(origin);
            inFlight.begin(origin);
        });
    }

    /** Moves to these users per class, evenly over the time. */
    public Future<Void> moveTo(Map<String, Integer> users, Duration over) {
        return loop.on(() -> {
            moves++;
            pool.moveTo(users, over);
            return null;
        });
    }

    /**
     * The same at a moment that is yet to come, unless something else is wanted before.
     *
     * @param at of {@link System#nanoTime}
     * @return how long after that the first of the users was started, in nanoseconds; does not complete where something else was wanted
     */
    public Future<Long> moveTo(Map<String, Integer> users, Duration over, long at) {
        Promise<Long> begun = Promise.promise();
        context.runOnContext(_ -> {
            long move = ++moves;
            environment.after(Duration.ofNanos(at - System.nanoTime()), () -> {
                if (move == moves) {
                    long late = System.nanoTime() - at;
                    pool.moveTo(users, over);
                    begun.complete(late);
                }
            });
        });
        return begun.future();
    }

    /**
     * Starts iterations in the open model, or changes which and how many users.
     *
     * @param origin when the run's clock started, of {@link System#nanoTime}; as it was when it is a change
     */
    public Future<Void> arrive(ArrivalPlan plan, long origin) {
        return loop.on(() -> {
            if (arrivals != null) {
                arrivals.change(plan);
            } else if (!stopping) {
                arrivals = new Arrivals(
                        plan, origin, environment, name -> factory.newUser(name, nextNumber(), this::arrivalEnded));
                LoopTimers.alarm(context, arrivals);
            }
            gate.expect(ahead());
            return null;
        });
    }

    private void arrivalEnded(RunningUser user) {
        arrivals.ended(user);
    }

    /** As many requests as there are for each arrival, of those that are due within the next seconds. */
    private long ahead() {
        if (arrivals == null) {
            return 0;
        }
        double each = arrivals.started() == 0 ? 2 : Math.max(1, 1.2 * gate.started() / arrivals.started());
        return (long) (each * arrivals.ahead(System.nanoTime(), AHEAD_NANOS));
    }

    /** Completes when the load's loop has gone round so many times without a sleep. */
    public Future<Void> turns(int number) {
        return LoopTimers.turns(context, number);
    }

    /** Lets requests start up to this number. */
    public void grant(long upTo) {
        context.runOnContext(ignored -> gate.grant(upTo));
    }

    /** Has the load leave others a third of its core when they have something to do, even if it could take all of it. @param ran their CPU time so far, in nanoseconds */
    public void giveWay(LongSupplier ran) {
        context.runOnContext(_ -> LoopTimers.giveWay(context, ran));
    }

    /** The CPU of this process, and how long the thread that drives the load waited for a core. Once the engine has started. */
    public ProcessCpu cpu() {
        return cpu;
    }

    public Future<Vitals> vitals() {
        return loop.on(() -> new Vitals(
                arrivals == null ? pool.size() : arrivals.busy(),
                gate.started(),
                ahead(),
                Math.max(0, ManagementFactory.getThreadMXBean().getThreadCpuTime(thread))));
    }

    /** What was measured since the last cut, encoded. Of this and the next one the future completes on the context that asks: the load goes on meanwhile. */
    public Future<byte[]> cut() {
        return cutting.next();
    }

    private Sheet cut(Sheet empty) {
        long now = System.nanoTime();
        factory.waken(now);
        long age = Math.max(inFlight.age(now), factory.age(now));
        if (arrivals != null) {
            age = Math.max(age, arrivals.age(now));
        }
        return recorder.cut(empty, now - Math.max(age, TIMERS_NANOS));
    }

    /** All that was ever cut, in one piece, for a master that has none of it. */
    public Future<byte[]> everythingCut() {
        return cutting.everything();
    }

    /** What was cut until now is not wanted any more, by whatever master. */
    public void forget() {
        cutting.forget();
    }

    /** The same where arrivals do not matter. */
    public Future<Void> stopUsers(Duration drain) {
        return stopUsers(drain, 0);
    }

    /**
     * Stops all users; requests in flight may finish within the time, and are then given up. Completes when no user is left.
     *
     * @param due arrivals below this number that are yet to come, by this worker's clock, still start
     */
    public Future<Void> stopUsers(Duration drain, long due) {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(ignored -> {
            stopping = true;
            new Drain(pool, Optional.ofNullable(arrivals), environment).begin(due, drain, promise);
        });
        return promise.future();
    }

    private RunningUser newUser(String userClass) {
        return factory.newUser(userClass, nextNumber(), pool::ended);
    }

    private long nextNumber() {
        return index + NUMBER_STEP * numbered++;
    }
}
