package dev.onrush.runner.worker;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.runner.bus.BusClient.RefusedException;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.worker.WorkerExit.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets a worker its plan and its place in the run, and its place back whenever the connection broke. */
final class Enrolment {
    private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);
    private static final long RECONNECT_MILLIS = 250;

    private final Vertx vertx;
    private final WorkerOptions options;
    private final Listener worker;
    private final MasterLink link;
    private final Attempts attempts;
    private String planHash;
    /** Until an attempt has ended and the pause after it is over, whoever asks for a connection meanwhile. */
    private boolean connecting;

    private boolean known;
    private boolean over;

    /** What comes of it. */
    interface Listener {
        /** The master has this worker, for the first time or again. */
        void registered(Messages.Registered now);

        /** The run that it takes part in; null when it takes part in none. */
        Messages.Member member();

        /** It will not have it. */
        void rejected(Reason reason, String message);
    }

    Enrolment(Vertx vertx, WorkerOptions options, Listener worker) {
        this.vertx = vertx;
        this.options = options;
        this.worker = worker;
        this.link = new MasterLink(vertx, options, this::connect);
        this.attempts = new Attempts(options.connectFor(), System.nanoTime());
    }

    MasterLink link() {
        return link;
    }

    /** The master's plan, waiting for the master as long as the options say; never fails: the worker is rejected then. */
    Future<PlanFiles> fetchPlan() {
        Promise<PlanFiles> promise = Promise.promise();
        fetchPlan(promise);
        return promise.future();
    }

    private void fetchPlan(Promise<PlanFiles> promise) {
        PlanFetch.from(vertx, options)
                .onSuccess(files -> {
                    LOG.info("the plan came from the master: {}", files.files().keySet());
                    promise.complete(files);
                })
                .onFailure(e -> unreached(e, () -> fetchPlan(promise)));
    }

    /** Registers with this plan. */
    void begin(String hash) {
        planHash = hash;
        connect();
    }

    /** Opens the connections anew, unless that is under way or about to be. */
    void connect() {
        if (connecting || over) {
            return;
        }
        connecting = true;
        link.open(planHash, worker.member()).onComplete(opened -> {
            if (over) {
                link.close();
            } else if (opened.succeeded()) {
                connecting = false;
                known = true;
                worker.registered(opened.result());
            } else if (!known) {
                unreached(opened.cause(), this::connectAgain);
            } else {
                outOfReach(opened.cause());
            }
        });
    }

    private void connectAgain() {
        connecting = false;
        connect();
    }

    void end() {
        over = true;
        link.leave();
    }

    private void outOfReach(Throwable cause) {
        if (cause instanceof RefusedException) {
            worker.rejected(Reason.MASTER_LOST, "the master did not take this worker back: " + cause.getMessage());
        } else {
            LOG.info("the master is out of reach ({}), trying again", cause.getMessage());
            vertx.setTimer(RECONNECT_MILLIS, ignored -> connectAgain());
        }
    }

    /** The master has not been heard of yet. */
    private void unreached(Throwable cause, Runnable again) {
        if (over) {
            return;
        }
        attempts.failed(cause);
        String master = "the master at " + options.masterHost() + ":" + options.masterPort();
        long now = System.nanoTime();
        if (cause instanceof RefusedException) {
            worker.rejected(Reason.REFUSED, master + " refused this worker: " + cause.getMessage());
        } else if (cause instanceof ProtocolException) {
            worker.rejected(Reason.REFUSED, master + " is not understood: " + cause.getMessage());
        } else if (attempts.isShutOut()) {
            worker.rejected(
                    Reason.REFUSED,
                    master + " closes the connection whenever this worker shows its token: it has another token, or"
                            + " expects TLS where this worker knows no certificate");
        } else if (attempts.isOver(now)) {
            worker.rejected(Reason.MASTER_LOST, master + " was not reached: " + cause.getMessage());
        } else {
            LOG.info("the master is not reached yet ({}), trying again", cause.getMessage());
            vertx.setTimer(attempts.nextWait(now).toMillis(), ignored -> again.run());
        }
    }
}
