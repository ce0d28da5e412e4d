package dev.onrush.runner.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.api.Role;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.PlanSource;
import dev.onrush.contract.run.RunSpec;
import dev.onrush.runner.bus.ClientCredentials;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.master.ClassChoices;
import dev.onrush.runner.master.Joining;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.master.MasterOptions;
import dev.onrush.runner.master.Takeover;
import dev.onrush.runner.sample.SampleTarget;
import dev.onrush.runner.worker.WorkerExit;
import dev.onrush.runner.worker.WorkerLife;
import dev.onrush.runner.worker.WorkerOptions;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs one after the other with the same workers, over real sockets; the target's own count is the judge. */
class SessionTest {
    private static final String HOST = "127.0.0.1";
    private static final MasterOptions.Timing QUICK = new MasterOptions.Timing(
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            Duration.ofMillis(200),
            Duration.ofMillis(50),
            Duration.ofMillis(50));

    private final List<Vertx> instances = new ArrayList<>();
    private final List<Master> runs = new CopyOnWriteArrayList<>();
    private final Token token = Token.random();
    private final SampleTarget target = new SampleTarget(HOST, 0);
    private PlanFiles files;
    private RunSpec base;
    private Vertx master;
    private Session session;

    @BeforeEach
    void open() throws Exception {
        vertx().deployVerticle(target).await();
        String plan = "users: [{name: A, waitTime: 10ms, tasks: [{name: t, steps: [{get: /products}]}]}]";
        files = PlanFiles.of("test", Map.of("plan.yaml", plan.getBytes(StandardCharsets.UTF_8)), null);
        base = new RunSpec(
                new PlanSource(null, "", null),
                "http://" + HOST + ":" + target.port(),
                new Load(null, "100", "1h", null),
                null,
                null,
                null,
                null,
                null);
        master = vertx();
        session = session(0);
        session.open().await();
    }

    private Session session(int port) throws Exception {
        SessionOptions options = new SessionOptions(
                files,
                PlanRuntime.of(files, Role.MASTER),
                base,
                ServerCredentials.plain(token),
                HOST,
                port,
                QUICK,
                Joining.STAYING,
                Takeover.ANY_RUN,
                ClassChoices.NONE);
        return new Session(master, options).onRun(runs::add);
    }

    @AfterEach
    void close() {
        instances.forEach(vertx -> vertx.close().await());
    }

    @Test
    void workersWaitRunAndRunAgain() throws Exception {
        WorkerLife first = worker();
        WorkerLife second = worker();
        await().until(() -> ready() == 2);
        assertEquals("ready", session.view().await().state());

        String one = session.start(users(4)).await();
        RunSummary before = stopAfter(50);
        assertEquals(one, before.runId());
        assertEquals(target.requests(), before.results().requests());
        assertEquals(2, before.workers().connected());

        await().until(() -> ready() == 2 && !session.isBusy().await());
        assertEquals("stopped", session.view().await().state());
        long counted = target.requests();
        String two = session.start(users(3)).await();
        assertNotEquals(one, two);
        RunSummary after = stopAfter(counted + 50);
        assertEquals(target.requests() - counted, after.results().requests(), "a run counts only its own");
        assertEquals(2, session.view().await().runs());

        await().until(() -> ready() == 2);
        session.close().await();
        assertEquals(
                WorkerExit.Reason.FINISHED,
                first.exit().await(20, TimeUnit.SECONDS).reason());
        assertEquals(
                WorkerExit.Reason.FINISHED,
                second.exit().await(20, TimeUnit.SECONDS).reason());
    }

    @Test
    void aWorkerThatComesLateGetsAShare() throws Exception {
        worker();
        await().until(() -> ready() == 1);
        session.start(users(4)).await();
        await().until(() -> target.requests() > 10);
        worker();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> session.workers().await().stream().allMatch(worker -> worker.users() == 2));
        assertEquals(2, session.workers().await().size());
        RunSummary summary = stopAfter(50);
        assertEquals(target.requests(), summary.results().requests());
    }

    @Test
    void statisticsStartFromNothingWhileUsersGoOn() throws Exception {
        worker();
        await().until(() -> ready() == 1);
        session.start(users(4)).await();
        await().until(() -> requests() > 50);
        long seen = requests();
        Master run = session.running().await();
        run.resetStatistics().await();
        assertTrue(requests() < seen, "less than the " + seen + " before");
        await().until(() -> requests() > seen);
        assertEquals("running", session.view().await().state());
    }

    @Test
    void aMasterThatStartsAgainGoesOnWithTheRunThatItWasAskedFor() throws Exception {
        String runId = aRunWithoutItsMaster();

        startMasterAgain();
        // Somebody new is here before the others are back.
        worker();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "running".equals(session.view().await().state()));
        assertEquals(runId, session.view().await().runId());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> users() == 6 && session.workers().await().size() == 3);
        RunSummary summary = stopAfter(target.requests() + 100);
        assertEquals(runId, summary.runId());
        assertEquals(target.requests(), summary.results().requests(), "what the master before had, too");

        await().until(() -> ready() == 3 && !session.isBusy().await());
        assertNotEquals(runId, session.start(users(3)).await());
        await().until(() -> users() == 3);
    }

    /** The master that starts again has another target on its command line, which is none. */
    @Test
    void workersOfARunThatNobodyCanGoOnWithLeaveItAndAreReadyForTheNext() throws Exception {
        String runId = aRunWithoutItsMaster();

        base = new RunSpec(base.plan(), "ftp://nowhere", base.load(), null, null, null, null, null);
        startMasterAgain();
        await("they make no load any more").atMost(Duration.ofSeconds(20)).until(() -> {
            long counted = target.requests();
            Thread.sleep(300);
            return target.requests() == counted;
        });
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ready() == 2 && !session.isBusy().await());
        assertEquals("ready", session.view().await().state());
        assertEquals(0, session.view().await().runs());
        assertNotEquals(runId, session.view().await().runId());
    }

    @Test
    void usersMayGoToNoneAndComeBack() throws Exception {
        worker();
        await().until(() -> ready() == 1);
        session.start(users(4)).await();
        await().until(() -> users() == 4);
        session.running().await().changeLoad(new Load(0, "100", null, null)).await();
        await().until(() -> users() == 0);
        session.running().await().changeLoad(new Load(2, "100", null, null)).await();
        await().until(() -> users() == 2);
    }

    @Test
    void whatDoesNotGoIsRefusedAndNothingChanges() throws Exception {
        assertRefused("no worker is connected", users(1));
        assertThrows(ConflictException.class, () -> session.stop("x").await());
        worker();
        await().until(() -> ready() == 1);
        assertThrows(InvalidInputException.class, () -> session.start(
                        new StartRequest("nowhere", new Load(1, null, null, null), null, null))
                .await());
        assertThrows(InvalidInputException.class, () -> session.start(StartRequest.UNCHANGED)
                .await());
        assertEquals("ready", session.view().await().state());
        session.start(users(1)).await();
        assertRefused("a test is running", users(1));
        assertEquals(1, runs.size());
    }

    /** Two workers run users; the master is gone. */
    private String aRunWithoutItsMaster() throws Exception {
        worker();
        worker();
        await().until(() -> ready() == 2);
        String runId = session.start(users(6)).await();
        await().until(() -> target.requests() > 100);
        master.close().await();
        return runId;
    }

    private void startMasterAgain() throws Exception {
        int port = session.port();
        master = vertx();
        session = session(port);
        session.open().await();
    }

    private void assertRefused(String reason, StartRequest request) {
        ConflictException e = assertThrows(
                ConflictException.class, () -> session.start(request).await());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    private static StartRequest users(int users) {
        return new StartRequest(null, new Load(users, null, null, null), null, null);
    }

    private RunSummary stopAfter(long requests) throws Exception {
        await().atMost(Duration.ofSeconds(20)).until(() -> target.requests() >= requests);
        Master run = session.running().await();
        session.stop("enough").await();
        return run.finished().await(20, TimeUnit.SECONDS);
    }

    private long requests() {
        RunSummary summary = session.shown().orElseThrow().summary().await();
        return summary.results() == null ? 0 : summary.results().requests();
    }

    private int users() {
        RunSummary summary = session.shown().orElseThrow().summary().await();
        return summary.results() == null ? -1 : summary.results().users();
    }

    private long ready() {
        return session.workers().await().stream()
                .filter(worker -> worker.state().equals("ready"))
                .count();
    }

    private WorkerLife worker() {
        WorkerLife worker = new WorkerLife(
                vertx(),
                new WorkerOptions(
                        HOST,
                        session.port(),
                        ClientCredentials.plain(token),
                        Optional.of(files),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20)));
        worker.start().await();
        return worker;
    }

    private Vertx vertx() {
        Vertx vertx = Vertx.vertx();
        instances.add(vertx);
        return vertx;
    }
}
