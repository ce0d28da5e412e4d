package dev.onrush.runner.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.tls.SelfSignedCertificate;
import dev.onrush.runner.bus.BusServer;
import dev.onrush.runner.bus.ClientCredentials;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.bus.TlsIdentity;
import dev.onrush.runner.bus.TlsTrust;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.worker.Worker;
import dev.onrush.runner.worker.WorkerExit;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers know their master by its certificate, and nobody else can read along. */
class TlsTest {
    private static final SelfSignedCertificate MADE = SelfSignedCertificate.create("the master");
    private static final TlsIdentity PINNED = new TlsIdentity("test", MADE.certificate(), MADE.key());

    @TempDir
    private static Path directory;

    private static Authority authority;

    @BeforeAll
    static void makeAuthority() throws Exception {
        authority = new Authority(directory);
    }

    @Test
    void aRunOverTlsWithThePinnedCertificateIsExact() throws Exception {
        try (WireRun run = new WireRun(2, 20, Duration.ofSeconds(2), LostWorkers.Redistribute, Optional.of(PINNED))) {
            join(run, MADE.certificate());
            join(run, MADE.certificate());
            assertExact(run);
        }
    }

    @Test
    void aCertificateThatAnAuthorityVouchesForIsAcceptedForItsHost() throws Exception {
        try (WireRun run = run(authority.issue("good", "ip:127.0.0.1", "-1H"))) {
            join(run, authority.certificate());
            assertExact(run);
        }
    }

    @Test
    void anotherCertificateThanThePinnedOneIsRefused() throws Exception {
        String other = SelfSignedCertificate.create("the master").certificate();
        try (WireRun run = run(PINNED)) {
            assertRefused(join(run, other), "SHA-256");
        }
    }

    @Test
    void anotherAuthoritysCertificateIsRefused() throws Exception {
        try (WireRun run = run(PINNED)) {
            assertRefused(join(run, authority.certificate()), "CN=the master");
        }
    }

    @Test
    void aCertificateThatHasExpiredIsRefused() throws Exception {
        try (WireRun run = run(authority.issue("expired", "ip:127.0.0.1", "-3d"))) {
            assertRefused(join(run, authority.certificate()), "validity check failed");
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        try (WireRun run = run(authority.issue("elsewhere", "dns:elsewhere.test", "-1H"))) {
            assertRefused(join(run, authority.certificate()), "127.0.0.1");
        }
    }

    @Test
    void aStrangerWhoSpeaksNoTlsIsDisconnected() throws Exception {
        try (WireRun run = run(PINNED);
                Socket socket = new Socket("127.0.0.1", run.master.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            int said = socket.getInputStream().readAllBytes().length;
            assertTrue(said <= 14, "at most TLS alerts: " + said);
        }
    }

    @Test
    void aStrangerWhoNeverEndsTheHandshakeIsDisconnected() throws Exception {
        try (WireRun run = run(PINNED);
                Socket socket = new Socket("127.0.0.1", run.master.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(new byte[] {22, 3, 1, 0});
            assertTrue(socket.getInputStream().readAllBytes().length <= 14, "at most TLS alerts");
        }
    }

    @Test
    void aKeyThatIsNotTheCertificatesKeepsTheMasterFromStarting() {
        String other = SelfSignedCertificate.create("other").key();
        assertDoesNotListen(new TlsIdentity("cert and key", MADE.certificate(), other), "not the certificate's");
        assertDoesNotListen(new TlsIdentity("cert and key", MADE.certificate(), "nothing"), "PKCS #8");
        assertDoesNotListen(new TlsIdentity("cert and key", "nothing", MADE.key()), "certificate");
    }

    private static void assertDoesNotListen(TlsIdentity identity, String because) {
        Vertx vertx = Vertx.vertx();
        try {
            BusServer server = new BusServer(vertx, new ServerCredentials(Token.random(), Optional.of(identity)));
            Throwable e = assertThrows(
                    Throwable.class, () -> server.listen("127.0.0.1", 0).await());
            assertTrue(e.getMessage().contains("cert and key") && e.getMessage().contains(because), e.getMessage());
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void withoutACertificateNobodyListensBeyondLoopback() {
        Vertx vertx = Vertx.vertx();
        try {
            BusServer server = new BusServer(vertx, ServerCredentials.plain(Token.random()));
            Throwable e =
                    assertThrows(Throwable.class, () -> server.listen("*", 0).await());
            assertTrue(e.getMessage().contains("certificate"), e.getMessage());
        } finally {
            vertx.close().await();
        }
    }

    private static WireRun run(TlsIdentity identity) throws Exception {
        return new WireRun(1, 5, Duration.ofSeconds(1), LostWorkers.Redistribute, Optional.of(identity));
    }

    private static Worker join(WireRun run, String trusted) throws IOException {
        ClientCredentials credentials = new ClientCredentials(run.token, Optional.of(TlsTrust.of("FILE", trusted)));
        return run.workerOn(run.vertx(), run.master.port(), run.files, credentials);
    }

    private static void assertRefused(Worker worker, String because) throws Exception {
        WorkerExit exit = worker.exit().await(20, TimeUnit.SECONDS);
        assertEquals(WorkerExit.Reason.REFUSED, exit.reason(), exit.message());
        assertEquals(2, exit.reason().code());
        assertTrue(exit.message().contains("FILE") && exit.message().contains(because), exit.message());
    }

    private static void assertExact(WireRun run) throws Exception {
        RunSummary summary = run.summary();
        assertEquals(RunState.Finished, summary.state(), summary.message());
        assertTrue(summary.results().requests() > 0);
        assertEquals(run.target.requests(), summary.results().requests());
    }
}
