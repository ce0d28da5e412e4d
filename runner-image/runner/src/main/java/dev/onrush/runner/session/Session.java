package dev.onrush.runner.session;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import dev.onrush.contract.plan.UserClass;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.contract.run.RunSpecReader;
import dev.onrush.runner.bus.BusServer;
import dev.onrush.runner.code.PlanSettings;
import dev.onrush.runner.master.Joining;
import dev.onrush.runner.master.Lobby;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.master.Takeover;
import dev.onrush.runner.master.TaskRatios;
import dev.onrush.runner.master.WorkerView;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One master port over several runs. Between runs there is a {@link Lobby}, during one a {@link Master}, never both; workers move
 * along by registering anew. The last run stays to be read until the next one begins. Safe to use from any thread.
 */
public final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Vertx vertx;
    private final SessionOptions options;
    private final Context context;
    private final PlanSettings settings;
    private final List<Consumer<Master>> begun = new ArrayList<>();
    private BusServer wire;
    private Lobby lobby;
    private Master running;
    private String deployment;
    private volatile Master shown;
    private int runs;
    private boolean moving;
    private boolean closed;

    public Session(Vertx vertx, SessionOptions options) {
        this.vertx = vertx;
        this.options = options;
        this.context = vertx.getOrCreateContext();
        this.settings = options.plan().settings();
    }

    /** Called at the beginning of each run, before its workers are there. To be set before the session opens. */
    public Session onRun(Consumer<Master> listener) {
        begun.add(listener);
        return this;
    }

    /** Takes workers in, and waits for {@link #start}. */
    public Future<Integer> open() {
        return onContext(() -> listen().compose(_ -> openLobby(0))).map(_ -> wire.port());
    }

    /** Opens with a run at once, for as many workers as the options' spec has. */
    public Future<Integer> openWithRun(String runId, RunDefinition definition) {
        return onContext(() -> listen().compose(
                                _ -> deployRun(runId, definition, options.takeover(), StartRequest.UNCHANGED, null)))
                .map(_ -> wire.port());
    }

    /** The port that workers connect to. */
    public int port() {
        return wire.port();
    }

    /**
     * Starts a run with the workers that are here.
     *
     * @return the run's id; fails with {@link ConflictException} where none can start now, and with {@link InvalidInputException}
     *     when the wishes are wrong
     */
    public Future<String> start(StartRequest request) {
        return onContext(() -> {
            if (lobby == null || moving) {
                return Future.failedFuture(new ConflictException("a test is running; stop it first"));
            }
            Lobby from = lobby;
            moving = true;
            return here(from.workers())
                    .compose(workers -> newRun(from, request, workers.size()))
                    .onComplete(_ -> moving = false);
        });
    }

    private Future<String> newRun(Lobby from, StartRequest request, int workers) {
        String runId = UUID.randomUUID().toString().substring(0, 8);
        return definition(request, workers)
                .compose(definition -> begin(from, runId, definition, Takeover.NONE, new Started(request, workers)));
    }

    /** Goes on with a run that a master before this one began, if this one has not begun any itself. */
    private void goOn(Lobby from, String runId, String startedWith) {
        if (lobby != from || moving || runs > 0) {
            return;
        }
        moving = true;
        Started.decode(startedWith)
                .map(started -> definition(started.request(), started.workers())
                        .compose(definition -> begin(from, runId, definition, Takeover.SAME_RUN, started)))
                .orElseGet(() -> Future.failedFuture("it was not said what it was started with"))
                .onFailure(e -> {
                    LOG.warn("run {} cannot be gone on with: {}", runId, e.getMessage());
                    from.refuse(runId);
                })
                .onComplete(_ -> moving = false);
    }

    /** Stops the run that is under way; one that is over already, with no other to follow, is stopped well enough. */
    public Future<Void> stop(String message) {
        return onContext(() -> {
            if (running == null && shown != null && options.joining() != Joining.STAYING) {
                return Future.succeededFuture();
            }
            return current().onSuccess(master -> master.requestStop(message)).mapEmpty();
        });
    }

    /** The run that is under way; fails with {@link ConflictException} when there is none. */
    public Future<Master> running() {
        return onContext(this::current);
    }

    /**
     * Another number of users in the run that is under way.
     *
     * @return fails with {@link ConflictException} when there is none, or when its plan says itself how many users run, and with {@link
     *     InvalidInputException} when the numbers are wrong
     */
    public Future<Void> changeLoad(Load load) {
        return running()
                .compose(master -> options.plan().hasShape()
                        ? Future.failedFuture(
                                new ConflictException(
                                        "the plan's load shape says how many users run, so that their number cannot be changed"))
                        : master.changeLoad(load));
    }

    /** The run that is under way, or else the last one. */
    public Optional<Master> shown() {
        return Optional.ofNullable(shown);
    }

    /** The plan's user classes. */
    public List<UserClass> classes() {
        return options.classes().of(options.plan().plan().classes());
    }

    /** How often each class and task is picked. */
    public List<TaskRatios.ClassRatio> taskRatios() {
        return TaskRatios.of(options.plan().plan(), classes(), users());
    }

    /** The users that the options ask for; 0 where they leave that to whoever starts a run. */
    public int users() {
        Load load = options.base() == null ? null : options.base().load();
        return load == null || load.users() == null ? 0 : load.users();
    }

    /** The workers of the run or, between runs, those that wait. */
    public Future<List<WorkerView>> workers() {
        return onContext(() -> {
            if (lobby != null) {
                return lobby.workers();
            }
            return running != null ? running.workers() : Future.succeededFuture(List.of());
        });
    }

    /** Where the session is. */
    public Future<SessionView> view() {
        return onContext(() -> here(workers()).compose(list -> {
            int connected = (int) list.stream().filter(WorkerView::isConnected).count();
            if (shown == null) {
                return Future.succeededFuture(new SessionView(moving ? "spawning" : "ready", null, runs, connected));
            }
            return shown.progress().map(progress -> new SessionView(progress, shown.runId(), runs, connected));
        }));
    }

    /** True while a run is under way or about to be. */
    public Future<Boolean> isBusy() {
        return onContext(() -> Future.succeededFuture(moving || running != null));
    }

    /** Lets waiting workers go. A run that is under way must have been stopped before. */
    public Future<Void> close() {
        return onContext(() -> {
            closed = true;
            return lobby == null ? Future.succeededFuture() : lobby.dismiss(false);
        });
    }

    private Future<RunDefinition> definition(StartRequest request, int workers) {
        if (workers == 0) {
            return Future.failedFuture(new ConflictException("no worker is connected; a test needs at least one"));
        }
        try {
            request.over(options.classes())
                    .check("request", options.plan().plan().classes());
            choose(request);
            return Future.succeededFuture(
                    RunSpecReader.read(request.over(options.base(), workers), "request", field -> 0));
        } catch (InvalidInputException e) {
            return Future.failedFuture(e);
        }
    }

    private void choose(StartRequest request) throws InvalidInputException {
        try {
            options.plan().choose("request", request.over(settings));
        } catch (InvalidInputException e) {
            throw new InvalidInputException(e.problems().stream()
                    .map(problem -> new Problem(
                            "request", 0, problem.field().replaceFirst("^--", "options."), problem.message()))
                    .toList());
        }
    }

    private Future<String> begin(
            Lobby from, String runId, RunDefinition definition, Takeover takeover, Started started) {
        lobby = null;
        return here(from.dismiss(true))
                .compose(_ -> vertx.undeploy(deployment))
                .compose(_ -> deployRun(runId, definition, takeover, started.request(), started.encode()))
                .map(runId)
                .recover(e -> openLobby(0).transform(_ -> Future.failedFuture(e)));
    }

    private Future<Integer> listen() {
        wire = new BusServer(vertx, options.credentials());
        return wire.listen(options.bindHost(), options.bindPort());
    }

    /** @param returning workers that come from a run */
    private Future<Void> openLobby(int returning) {
        Lobby.Stray stray = options.takeover() == Takeover.NONE || runs > 0
                ? null
                : (runId, startedWith) -> context.runOnContext(_ -> goOn(lobby, runId, startedWith));
        Lobby opened = new Lobby(options.files(), wire, options.timing(), returning, stray);
        return vertx.deployVerticle(opened).map(id -> {
            deployment = id;
            lobby = opened;
            return null;
        });
    }

    private Future<Void> deployRun(
            String runId, RunDefinition definition, Takeover takeover, StartRequest request, String startedWith) {
        Master master = new Master(
                options.master(runId, definition, takeover, request.over(options.classes()), startedWith),
                options.plan(),
                wire);
        return vertx.deployVerticle(master).map(id -> {
            deployment = id;
            running = master;
            shown = master;
            runs++;
            begun.forEach(listener -> listener.accept(master));
            master.finished().onSuccess(summary -> context.runOnContext(_ -> ended(master, summary)));
            return null;
        });
    }

    private void ended(Master master, RunSummary summary) {
        running = null;
        if (options.joining() != Joining.STAYING || closed) {
            return;
        }
        moving = true;
        vertx.undeploy(deployment)
                .compose(_ -> openLobby(summary.workers().connected()))
                .onComplete(_ -> moving = false);
    }

    private Future<Master> current() {
        return running == null
                ? Future.failedFuture(new ConflictException("no test is running"))
                : Future.succeededFuture(running);
    }

    /** The same, completing on the session's own context, where its state is. */
    private <T> Future<T> here(Future<T> elsewhere) {
        Promise<T> promise = Promise.promise();
        elsewhere.onComplete(result -> context.runOnContext(_ -> promise.handle(result)));
        return promise.future();
    }

    private <T> Future<T> onContext(Supplier<Future<T>> action) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(_ -> action.get().onComplete(promise));
        return promise.future();
    }
}
