package dev.onrush.runner.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.Plan;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.plan.Plans;
import dev.onrush.runner.stats.DeltaReader;
import dev.onrush.runner.stats.Interval;
import dev.onrush.runner.stats.RequestNames;
import dev.onrush.runner.stats.RunStatistics;
import dev.onrush.runner.stats.WorkerNames;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker says of its oldest request, with users on a real loop. */
class WatermarkTest {
    private static final long SECOND = 1_000_000_000L;

    private final Vertx vertx = ClockedTransport.newVertx();
    private final RunStatistics statistics = new RunStatistics();
    private QueueTarget target;
    private WorkerNames names;
    private LoadEngine engine;
    private long origin;

    @BeforeEach
    void open() throws Exception {
        target = QueueTarget.open(0, 0, 0);
    }

    @AfterEach
    void close() {
        vertx.close().await();
        target.close();
    }

    private void start(String waitTime) throws Exception {
        Plan plan = Plans.read(
                "users: [{name: A, waitTime: %s, tasks: [{name: t, steps: [{get: /}]}]}]".formatted(waitTime));
        names = new WorkerNames(RequestNames.of(plan));
        engine = new LoadEngine(new DeclaredUsers(plan), URI.create(target.url()), 0, () -> {});
        vertx.deployVerticle(engine).await();
        // The first request is due in the second second.
        origin = System.nanoTime() - 3 * SECOND / 2;
        engine.begin(origin);
        engine.moveTo(Map.of("A", 1), Duration.ZERO).await();
    }

    /** In nanoseconds of the run's clock. */
    private long watermark() throws Exception {
        var delta = new DeltaReader().read(Payload.of(engine.cut().await()), names);
        statistics.add(delta, names, 0);
        return delta.intervals().watermark();
    }

    private long elapsed() {
        return System.nanoTime() - origin;
    }

    private long requests(int interval) {
        Interval found = statistics.intervals().get(interval);
        return found == null ? 0 : found.requests();
    }

    @Test
    void aRequestThatWaitsForAGrantIsInFlightSinceItWasDue() throws Exception {
        start("1h");
        Awaitility.await().until(() -> elapsed() > 3 * SECOND);
        assertEquals(SECOND, watermark());
        engine.grant(1);
        Awaitility.await().until(() -> watermark() > 2 * SECOND);
        assertEquals(1, requests(1));
        assertEquals(0, requests(2) + requests(3));
    }

    @Test
    void aUserThatWaitsBetweenTasksHoldsNothing() throws Exception {
        start("1h");
        engine.grant(1_000);
        Awaitility.await().until(() -> target.requests() == 1);
        Awaitility.await().until(() -> {
            long before = elapsed();
            // Timers are told apart to a millisecond.
            return watermark() >= before - 2_000_000;
        });
        assertEquals(1, requests(1));
    }

    @Test
    void aUserWhoseRequestIsGivenUpHoldsNothing() throws Exception {
        start("1h");
        engine.stopUsers(Duration.ZERO).await();
        long before = elapsed();
        assertTrue(watermark() >= before - 2_000_000, "it waited for a grant");
    }
}
