package dev.onrush.runner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.contract.plan.Client;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.load.DeclaredUsers;
import dev.onrush.runner.load.LoadEngine;
import dev.onrush.runner.loop.ClockedTransport;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private final Vertx vertx = ClockedTransport.newVertx();
    private final Set<String> heard = ConcurrentHashMap.newKeySet();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void whatIsSaidGoesOverTheWireUntilItEnds() throws Exception {
        vertx.eventBus().addOutboundInterceptor(delivery -> {
            heard.add(delivery.message().address());
            delivery.next();
        });
        LoadEngine engine = new LoadEngine(
                new DeclaredUsers(WarmUpPlan.of(Client.FAST)), URI.create("http://127.0.0.1:1"), 0, () -> {});
        vertx.deployVerticle(engine).await();
        RehearsalMaster master = new RehearsalMaster();
        vertx.deployVerticle(master).await();
        Context context = vertx.getOrCreateContext();
        Rehearsal rehearsal = Rehearsal.with(master, vertx, context, engine).await();
        context.runOnContext(_ -> rehearsal.exchange());
        Set<String> said = Set.of(Addresses.REGISTER, Addresses.HEARTBEAT, Addresses.REPORT, Addresses.LOGS);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> heard.containsAll(said));
        context.runOnContext(_ -> rehearsal.end());
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> heard.contains(Addresses.DISCONNECTED));
        assertEquals(
                said.size() + 1,
                heard.stream().filter(address -> address.startsWith("onrush.")).count());
    }
}
