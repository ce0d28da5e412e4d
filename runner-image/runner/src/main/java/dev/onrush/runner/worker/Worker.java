package dev.onrush.runner.worker;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.worker.WorkerExit.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker, from its first attempt to reach the master until everything that it measured is acknowledged. */
public final class Worker extends VerticleBase implements Enrolment.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final WorkerOptions options;
    private final Promise<WorkerExit> exit = Promise.promise();
    private PlanRuntime runtime;
    private PlanSide plan;
    private Enrolment enrolment;
    private MasterLink link;
    private MasterVoice master;
    private Messages.Registered registration;
    private Heart heart;
    private Participation part;
    private boolean cutOff;
    private long resets;

    public Worker(WorkerOptions options) {
        this.options = options;
    }

    /** How the worker ended; never fails. */
    public Future<WorkerExit> exit() {
        return exit.future();
    }

    @Override
    public Future<?> start() {
        enrolment = new Enrolment(vertx, options, this);
        link = enrolment.link();
        master = new MasterVoice(vertx);
        master.on(
                Addresses.STOP,
                Messages.Stop.class,
                stop -> finish(Duration.ofMillis(stop.drainMillis()), stop.arrivals(), () -> {}));
        master.on(Addresses.QUIT, Messages.Quit.class, this::quit);
        if (options.plan().files().isEmpty()) {
            enrolment.fetchPlan().onSuccess(this::useFetched);
            return Future.succeededFuture();
        }
        try {
            use(options.plan().files().get());
            return Future.succeededFuture();
        } catch (InvalidInputException e) {
            return Future.failedFuture(e);
        }
    }

    private void useFetched(PlanFiles files) {
        try {
            use(files);
        } catch (InvalidInputException e) {
            end(Reason.REFUSED, "the master's plan: " + e.getMessage());
        }
    }

    private void use(PlanFiles files) throws InvalidInputException {
        runtime = options.plan().runtime(files);
        plan = new PlanSide(runtime, vertx, context, link);
        listenForPlan();
        enrolment.begin(files.hash());
    }

    /** Leaves the run in good order: users stop, and what they measured is reported. Completes when the master has it. */
    public Future<WorkerExit> leave(Duration drain) {
        context.runOnContext(_ -> finish(drain, 0, () -> end(Reason.FINISHED, "left the run; everything is reported")));
        return exit.future();
    }

    private void listenForPlan() {
        master.on(Addresses.CUSTOM_TO_WORKER, Messages.Custom.class, plan::received);
        master.on(Addresses.SPAWNING_COMPLETE, Messages.SpawningComplete.class, _ -> plan.spawningComplete());
        master.on(Addresses.RESET_STATS, Messages.ResetStats.class, reset -> resetStatistics(reset.number()));
    }

    /** Nothing is done where that is known already. */
    private void resetStatistics(long number) {
        if (number <= resets) {
            return;
        }
        resets = number;
        if (part != null) {
            part.forget(number);
        }
        plan.then(runtime.events().resetStats, () -> {});
    }

    private void quit(Messages.Quit quit) {
        if (quit.again()) {
            end(Reason.NEXT_RUN, "waiting for the next run");
        } else {
            end(Reason.FINISHED, "the run is over");
        }
    }

    @Override
    public void registered(Messages.Registered now) {
        Welcome welcome = Welcome.of(registration, now);
        if (welcome == Welcome.TO_ANOTHER_RUN) {
            // Nothing more can come of the run where it is over for this worker, where there was none, and where nobody
            // goes on with it.
            boolean free = isReported() || registration.target() == null || now.target() == null;
            end(free ? Reason.NEXT_RUN : Reason.MASTER_LOST, "the master now has another run");
        } else if (welcome == Welcome.BACK_TO_NO_RUN) {
            link.ready(resume(), registration.startedWith());
            heart.heard();
        } else {
            registration = now;
            cutOff = false;
            enter(welcome);
        }
    }

    private void enter(Welcome welcome) {
        if (welcome == Welcome.WITHOUT_RUN) {
            LOG.info("registered; there is no run yet");
            waitForRun();
        } else if (welcome == Welcome.TO_RUN) {
            LOG.info("worker {} of run {}", registration.index(), registration.runId());
            resets = registration.resets();
            choose(registration);
        } else if (heart != null) {
            returned(welcome == Welcome.BACK_TO_ANOTHER_MASTER);
        }
    }

    private void returned(boolean toAnother) {
        Messages.Resume resume = resume();
        heart.heard();
        plan.connected();
        beat();
        if (part == null) {
            resets = registration.resets();
            return;
        }
        if (toAnother) {
            // It counts anew.
            resets = 0;
        }
        // One that was out of reach may have missed it.
        resetStatistics(registration.resets());
        if (toAnother) {
            LOG.info("the master is another one: it gets everything that was measured");
            part.startOver(resets);
        }
        if (part.isPrepared()) {
            link.ready(resume, registration.startedWith());
        }
    }

    private Messages.Resume resume() {
        // One that waits between runs knows of none.
        return part == null ? null : part.resume();
    }

    private boolean isReported() {
        return part != null && part.isReported();
    }

    private void choose(Messages.Registered now) {
        try {
            plan.choose(now);
            plan.enter(now, this::prepare);
        } catch (InvalidInputException e) {
            end(Reason.REFUSED, e.getMessage());
        }
    }

    @Override
    public Messages.Member member() {
        return part == null || part.isReported()
                ? null
                : new Messages.Member(registration.runId(), registration.index());
    }

    @Override
    public void rejected(Reason reason, String message) {
        end(reason, message);
    }

    /** There is nothing to get ready for; heartbeats say that this worker is there. */
    private void waitForRun() {
        heart = Heart.idle(context, link);
        vertx.setPeriodic(registration.heartbeatMillis(), ignored -> beat());
        link.ready(null, null);
        beat();
    }

    private void prepare() {
        Runnable beat = () -> context.runOnContext(_ -> beat());
        LoadSide.Assignment assignment = new LoadSide.Assignment(vertx, context, link, registration, plan, runtime);
        Participation.open(assignment, options.log(), beat)
                .onSuccess(this::takePart)
                .onFailure(cause -> end(Reason.REFUSED, "the load engine did not start: " + cause));
    }

    /** Heartbeats go on while it waits for its target. */
    private void takePart(Participation opened) {
        part = opened;
        if (resets > 0) {
            // Whatever it measures is of the time since.
            part.forget(resets);
        }
        heart = part.heart();
        vertx.setPeriodic(registration.heartbeatMillis(), _ -> beat());
        part.begin(master);
        beat();
        part.prepare(options.compileFor()).onSuccess(_ -> link.ready(null, registration.startedWith()));
    }

    private void beat() {
        if (heart == null) {
            return;
        }
        long silence = heart.silenceMillis();
        switch (new Silence(registration.leaseMillis(), options.rejoinFor()).after(silence, part != null)) {
            case GO_ON -> {
                if (link.isOpen()) {
                    heart.beat();
                } else {
                    enrolment.connect();
                }
            }
            case CUT_OFF -> cutOff(silence);
            case GIVE_UP -> giveUp(silence);
        }
    }

    /** Others have this worker's share by now. What it measured stays in its recorder, to be reported if it can return. */
    private void cutOff(long silence) {
        if (!cutOff) {
            cutOff = true;
            LOG.warn("the master has been silent for {} ms: users stop, and this worker tries to return", silence);
            part.cutOff();
            link.close();
        }
        enrolment.connect();
    }

    private void giveUp(long silence) {
        String silent = "the master has been silent for " + silence + " ms";
        if (part == null) {
            // Where nothing runs yet, nothing is lost: the worker looks for its master anew.
            end(Reason.NEXT_RUN, silent);
        } else {
            end(Reason.MASTER_LOST, silent + "; users were stopped after " + registration.leaseMillis() + " ms");
        }
    }

    private void finish(Duration drain, long due, Runnable whenReported) {
        if (part == null) {
            end(Reason.FINISHED, "stopped before it began");
        } else {
            part.finish(drain, due, whenReported);
        }
    }

    private void end(Reason reason, String message) {
        WorkerExit how = isReported() && reason != Reason.NEXT_RUN
                ? new WorkerExit(Reason.FINISHED, message + "; everything was reported")
                : new WorkerExit(reason, message);
        if (exit.tryComplete(how)) {
            LOG.info("{}", message);
            enrolment.end();
            if (part != null) {
                part.abandon();
            }
        }
    }
}
