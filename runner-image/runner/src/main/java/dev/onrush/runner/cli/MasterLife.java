package dev.onrush.runner.cli;

import dev.onrush.contract.quantity.Durations;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.session.Session;
import dev.onrush.runner.session.SessionOptions;
import dev.onrush.runner.web.MasterApi;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** From the first worker to the exit code: runs one after the other, and delivers the result of each. */
final class MasterLife implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final SessionOptions options;
    private final Crew crew;
    private final MasterChoices choices;
    private final Session session;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private MasterApi api;
    private Outputs outputs;
    private volatile boolean quitting;

    /** What the main thread waits for; it alone reads and writes files. */
    private sealed interface Event {
        record Begun(Master run) implements Event {}

        record Ended(Master run) implements Event {}

        /** Nothing more is wanted of this program. */
        record Quit() implements Event {}
    }

    MasterLife(SessionOptions options, Crew crew, MasterChoices choices) {
        this.options = options;
        this.crew = crew;
        this.choices = choices;
        this.session = new Session(vertx, options).onRun(run -> {
            events.add(new Event.Begun(run));
            run.finished().onSuccess(_ -> events.add(new Event.Ended(run)));
            if (choices.run().resetsStats()) {
                run.spawned().onSuccess(_ -> run.resetStatistics());
            }
        });
    }

    /** @param first the run to begin with; null to wait until somebody starts one */
    void open(RunDefinition first) throws IOException {
        Blocking.await(
                first == null
                        ? session.open()
                        : session.openWithRun(choices.delivery().runId(), first));
        crew.join(session, options.credentials().token());
    }

    void serve(WebOptions.Place place) throws IOException {
        api = new MasterApi(
                session, choices.log().lines(), options.credentials().token(), place.host(), place.port(), place.tls());
        Blocking.deploy(vertx, api);
        api.quit().onSuccess(_ -> events.add(new Event.Quit()));
        if (!choices.life().startsAtOnce()) {
            System.err.println("onrush: waiting to be told to start, at port " + api.port()
                    + ": POST /api/v1/start with the token" + (place.tls().isPresent() ? ", over TLS" : ""));
        }
    }

    /** Waits until the program may end. */
    int await() throws IOException {
        Interrupts interrupts = Interrupts.onSignal(this::interrupt, patience());
        int exitCode;
        try (Keyboard keyboard = Keyboard.of(session)) {
            keyboard.listen();
            exitCode = runs();
            Blocking.await(session.close());
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
        options.plan().end(exitCode);
        // Only now that the terminal is as it was: this may end the process.
        return interrupts.finished(exitCode);
    }

    private int runs() throws IOException, InterruptedException {
        int exitCode = ExitCodes.PASSED;
        Optional<Duration> patience = Optional.empty();
        while (true) {
            switch (next(patience)) {
                case Event.Begun(Master run) -> {
                    outputs = Outputs.begin(choices, run);
                    patience = Optional.empty();
                }
                case Event.Ended(Master run) -> {
                    exitCode = deliver(Blocking.await(run.finished()));
                    if (choices.life().headless() || quitting) {
                        linger();
                        return exitCode;
                    }
                    patience = choices.life().patienceAfterRun();
                }
                case Event.Quit() -> {
                    return exitCode;
                }
            }
        }
    }

    private Event next(Optional<Duration> patience) throws InterruptedException {
        if (patience.isEmpty()) {
            return events.take();
        }
        Event event = events.poll(patience.get().toMillis(), TimeUnit.MILLISECONDS);
        if (event == null && session.isBusy().await()) {
            // Somebody starts another run just now; it is not cut short.
            return events.take();
        }
        return event == null ? new Event.Quit() : event;
    }

    /** A person's Ctrl-C is a wish to see the result; in a cluster a signal is an eviction, and half a run must not pass. */
    private void interrupt() {
        quitting = true;
        session.running()
                .onSuccess(run -> {
                    if (choices.delivery().toFile()) {
                        run.interrupt("the master's pod was told to end: an eviction, a drain or a deletion");
                    } else {
                        run.requestStop("interrupted");
                    }
                })
                .onFailure(_ -> events.add(new Event.Quit()));
    }

    private Duration patience() {
        Duration stop = Optional.ofNullable(options.base().stopTimeout())
                .flatMap(Durations::parse)
                .orElse(RunDefinition.DEFAULT_STOP_TIMEOUT);
        return stop.plus(options.timing().lease()).plusSeconds(10);
    }

    /** In a cluster the verdict is in the summary, so a summary that was delivered is a success. */
    private int deliver(RunSummary summary) throws IOException, InterruptedException {
        choices.delivery().write(summary);
        int exitCode =
                choices.delivery().toFile() ? ExitCodes.PASSED : choices.run().exitCode(summary);
        try {
            outputs.end(summary);
        } catch (IOException e) {
            // The run is over all the same; the program must not say that all went well.
            System.err.println("onrush: what was measured could not be written: " + e);
            return Math.max(exitCode, ExitCodes.COULD_NOT_RUN);
        }
        return exitCode;
    }

    private void linger() throws InterruptedException {
        if (api != null) {
            // Whoever fetches the report says so; the summary is delivered all the same.
            events.poll(Math.max(1, choices.delivery().linger().toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() throws IOException {
        crew.close();
        vertx.close().await();
    }
}
