package dev.onrush.runner.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.api.Role;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Bodies;
import dev.onrush.runner.bus.Frame;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.code.JavaPlans;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.master.MasterOptions;
import dev.onrush.runner.master.SessionPart;
import dev.onrush.runner.master.WorkerPort;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What workers say between the start of a test and the moment at which its users begin. */
class TestStartTest {
    private static final String HOST = "127.0.0.1";
    private static final Duration LEASE = Duration.ofSeconds(1);

    /** Far less than the hooks of one that is not there would be waited for. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final Token token = Token.random();
    private final PlanFiles files = JavaPlans.shop("""
            public void define(PlanBuilder plan) {
                plan.user("A", User::new).task("t", user -> {});
            }
            """);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void oneThatIsLostBeforeItHasDealtWithTheStartIsNotWaitedFor() throws Exception {
        Master master = master();
        try (FrameSocket lost = ready(master, "lost");
                FrameSocket there = ready(master, "there")) {
            next(lost, Addresses.TEST_START);
            next(there, Addresses.TEST_START);
            there.send(Addresses.READY, Bodies.write(new Messages.Ready(null, null)));
            next(there, Addresses.START);
        }
    }

    private Master master() throws Exception {
        RunDefinition definition = new RunDefinition(
                URI.create("http://" + HOST + ":1"),
                new LoadShape.Ramp(2, 10, Duration.ofMinutes(1)),
                2,
                List.of(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                LostWorkers.Redistribute);
        MasterOptions.Timing quick = WireRun.QUICK;
        Master master = new Master(
                new MasterOptions(
                        "test",
                        definition,
                        files,
                        new WorkerPort(ServerCredentials.plain(token), HOST, 0),
                        new MasterOptions.Timing(
                                quick.heartbeat(), LEASE, quick.report(), quick.tick(), quick.startDelay()),
                        SessionPart.ALONE),
                PlanRuntime.of(files, Role.MASTER));
        vertx.deployVerticle(master).await();
        return master;
    }

    private FrameSocket ready(Master master, String id) throws Exception {
        FrameSocket socket = new FrameSocket(master.port());
        socket.send(
                Addresses.REGISTER,
                Bodies.write(
                        new Messages.Register(token.reveal(), Messages.PROTOCOL, id, files.hash(), "host", 1, null)));
        socket.send(Addresses.READY, Bodies.write(new Messages.Ready(null, null)));
        return socket;
    }

    /** Stays alive until it is told something. */
    private static void next(FrameSocket socket, String address) throws Exception {
        long end = System.nanoTime() + SOON.toNanos();
        Frame frame = socket.receive();
        while (!address.equals(frame.address())) {
            assertTrue(System.nanoTime() < end, () -> "never heard of " + address);
            socket.send(
                    Addresses.HEARTBEAT,
                    Bodies.write(new Messages.Heartbeat(0, 0, 0, 0, 0, Messages.Process.UNKNOWN, 0)));
            frame = socket.receive();
        }
    }
}
