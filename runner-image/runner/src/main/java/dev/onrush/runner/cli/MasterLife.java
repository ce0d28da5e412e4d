package dev.onrush.runner.cli;

import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.report.StatusText;
import dev.onrush.runner.session.Session;
import dev.onrush.runner.session.SessionOptions;
import dev.onrush.runner.web.MasterApi;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** From the first worker to the exit code: runs one after the other, and delivers the result of each. */
final class MasterLife implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final SessionOptions options;
    private final Crew crew;
    private final LifeOptions life;
    private final DeliveryOptions delivery;
    private final Session session;

    /** What the main thread waits for: a run that ended, or, when empty, a wish to quit. */
    private final BlockingQueue<Optional<Master>> events = new LinkedBlockingQueue<>();

    private MasterApi api;
    private volatile boolean quitting;

    MasterLife(SessionOptions options, Crew crew, LifeOptions life, DeliveryOptions delivery) {
        this.options = options;
        this.crew = crew;
        this.life = life;
        this.delivery = delivery;
        this.session = new Session(vertx, options)
                .onRun(master -> master.finished().onSuccess(_ -> events.add(Optional.of(master))));
    }

    /** @param first the run to begin with; null to wait until somebody starts one */
    void open(RunDefinition first) throws IOException {
        Blocking.await(first == null ? session.open() : session.openWithRun(delivery.runId(), first));
        crew.join(session, options.credentials().token());
    }

    void serve(String host, int port) throws IOException {
        api = new MasterApi(session, options.credentials().token(), host, port);
        Blocking.deploy(vertx, api);
        api.quit().onSuccess(_ -> quit());
        if (!life.startsAtOnce()) {
            System.err.println("onrush: waiting to be told to start, at port " + api.port()
                    + ": POST /api/v1/start with the token");
        }
    }

    /** Waits until the program may end. */
    int await() throws IOException {
        Interrupts interrupts = Interrupts.onSignal(this::interrupt, patience());
        int exitCode = ExitCodes.PASSED;
        try {
            Optional<Master> event = events.take();
            while (event.isPresent()) {
                exitCode = deliver(Blocking.await(event.get().finished()));
                if (life.headless()) {
                    linger();
                    break;
                }
                event = quitting ? Optional.empty() : next();
            }
            Blocking.await(session.close());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return interrupts.finished(exitCode);
    }

    private Optional<Master> next() throws InterruptedException {
        if (!life.startsAtOnce() || life.autoquit() == null) {
            return events.take();
        }
        Optional<Master> event = events.poll(life.autoquit().toMillis(), TimeUnit.MILLISECONDS);
        // Somebody may have started another run meanwhile; it is not cut short.
        return event != null ? event : session.isBusy().await() ? events.poll(1, TimeUnit.DAYS) : Optional.empty();
    }

    private void quit() {
        quitting = true;
        events.add(Optional.empty());
    }

    /** A person's Ctrl-C is a wish to see the result; in a cluster a signal is an eviction, and half a run must not pass. */
    private void interrupt() {
        quitting = true;
        session.running()
                .onSuccess(master -> {
                    if (delivery.toFile()) {
                        master.interrupt("the master's pod was told to end: an eviction, a drain or a deletion");
                    } else {
                        master.requestStop("interrupted");
                    }
                })
                .onFailure(_ -> events.add(Optional.empty()));
    }

    private Duration patience() {
        Duration stop = RunDefinition.DEFAULT_STOP_TIMEOUT;
        return stop.plus(options.timing().lease()).plusSeconds(10);
    }

    /** In a cluster the verdict is in the summary, so a summary that was delivered is a success. */
    private int deliver(RunSummary summary) throws IOException {
        delivery.write(summary);
        System.out.print(StatusText.yaml(StatusText.status(summary, Instant.now())));
        System.out.flush();
        return delivery.toFile() ? ExitCodes.PASSED : ExitCodes.of(summary);
    }

    private void linger() throws InterruptedException {
        if (api != null) {
            // Whoever fetches the report says so; the summary is delivered all the same.
            events.poll(Math.max(1, delivery.linger().toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() throws IOException {
        crew.close();
        vertx.close().await();
    }
}
