package dev.onrush.runner.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.tls.SelfSignedCertificate;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.ClientCredentials;
import dev.onrush.runner.bus.Frame;
import dev.onrush.runner.bus.TlsIdentity;
import dev.onrush.runner.bus.TlsTrust;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.worker.Worker;
import dev.onrush.runner.worker.WorkerExit;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A worker that has nothing but credentials. */
class PlanFromMasterTest {
    @Test
    void aWorkerWithoutAPlanGetsItOverTlsAndRunsIt() throws Exception {
        SelfSignedCertificate made = SelfSignedCertificate.create("master");
        TlsIdentity identity = new TlsIdentity("test", made.certificate(), made.key());
        try (WireRun run = new WireRun(1, 5, Duration.ofSeconds(1), LostWorkers.Redistribute, Optional.of(identity))) {
            ClientCredentials credentials =
                    new ClientCredentials(run.token, Optional.of(TlsTrust.of("test", made.certificate())));
            run.workerOn(run.vertx(), run.master.port(), Optional.empty(), credentials);
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state(), summary.message());
            assertTrue(summary.results().requests() > 0);
            assertEquals(run.target.requests(), summary.results().requests());
        }
    }

    @Test
    void aStrangerWithoutTheTokenGetsNoPlanAndAClearWord() throws Exception {
        try (WireRun run = run()) {
            Worker worker = run.workerOn(
                    run.vertx(), run.master.port(), Optional.empty(), ClientCredentials.plain(Token.random()));
            WorkerExit exit = worker.exit().await(30, TimeUnit.SECONDS);
            assertEquals(WorkerExit.Reason.REFUSED, exit.reason(), exit.message());
            assertTrue(exit.message().contains("token"), exit.message());
        }
    }

    @Test
    void aPlanThatWasChangedOnTheWayIsRefusedWithBothHashes() throws Exception {
        try (WireRun run = run()) {
            FrameProxy proxy = new FrameProxy(
                    run.vertx(),
                    run.master.port(),
                    List::of,
                    frame ->
                            List.of(frame.body() != null && frame.body().containsKey("files") ? forged(frame) : frame));
            Worker worker =
                    run.workerOn(run.vertx(), proxy.port(), Optional.empty(), ClientCredentials.plain(run.token));
            WorkerExit exit = worker.exit().await(30, TimeUnit.SECONDS);
            assertEquals(WorkerExit.Reason.REFUSED, exit.reason(), exit.message());
            assertTrue(exit.message().contains("with hash " + run.files.hash() + ", found "), exit.message());
        }
    }

    @Test
    void whoGotThePlanHasNoPartInTheRun() throws Exception {
        try (WireRun run = run();
                FrameSocket socket = new FrameSocket(run.master.port())) {
            socket.send(
                    Addresses.PLAN,
                    new JsonObject().put("token", run.token.reveal()).put("offset", 0));
            assertTrue(socket.receive().body().containsKey("files"));
            socket.send(Addresses.PLAN, new JsonObject().put("token", "").put("offset", 1L << 40));
            Frame beyond = socket.receive();
            assertEquals(Frame.ERROR, beyond.type());
            assertTrue(beyond.body().getString("message").contains("offset"));
            socket.send(Addresses.READY, new JsonObject());
            assertEquals(Frame.ERROR, socket.receive().type());
        }
    }

    private static WireRun run() throws Exception {
        return new WireRun(1, 5, Duration.ofSeconds(1), LostWorkers.Redistribute);
    }

    /** Another first byte of the data. */
    private static Frame forged(Frame frame) {
        String data = frame.body().getString("data");
        String changed = (data.charAt(0) == 'B' ? 'C' : 'B') + data.substring(1);
        return new Frame(
                frame.type(),
                frame.address(),
                frame.replyAddress(),
                frame.body().copy().put("data", changed));
    }
}
