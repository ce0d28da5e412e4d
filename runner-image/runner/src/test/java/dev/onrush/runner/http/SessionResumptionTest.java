package dev.onrush.runner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.contract.plan.Tls;
import dev.onrush.contract.tls.SelfSignedCertificate;
import dev.onrush.runner.loop.ClockedTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether a new connection resumes a session, as a server sees it: one that is resumed was created before this connection was there,
 * which the JDK keeps even in a ticket.
 */
class SessionResumptionTest {
    private static final char[] PASSWORD = "password".toCharArray();

    /** Answers one request on each connection, and notes which handshake made its session. */
    private static final class Server implements AutoCloseable {
        private final SSLServerSocket socket;
        private final List<Boolean> resumed = new CopyOnWriteArrayList<>();

        Server(String protocol) throws Exception {
            socket = (SSLServerSocket)
                    context().getServerSocketFactory().createServerSocket(0, 100, InetAddress.getLoopbackAddress());
            socket.setEnabledProtocols(new String[] {protocol});
            Thread.ofVirtual().start(this::serve);
        }

        private static SSLContext context() throws Exception {
            SelfSignedCertificate own = SelfSignedCertificate.create("localhost");
            Certificate certificate = CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new java.io.ByteArrayInputStream(own.certificate().getBytes(StandardCharsets.US_ASCII)));
            byte[] key = Base64.getMimeDecoder().decode(own.key().replaceAll("-----[A-Z ]+-----", ""));
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "own",
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)),
                    PASSWORD,
                    new Certificate[] {certificate});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket accepted = socket.accept()) {
                    SSLSocket client = (SSLSocket) accepted;
                    long before = laterMillisecond();
                    client.startHandshake();
                    readHead(client.getInputStream());
                    resumed.add(client.getSession().getCreationTime() < before);
                    client.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException _) {
                    // The next one.
                }
            }
        }

        /** Sessions know the millisecond that they were created in: this one is after that of every session so far. */
        private static long laterMillisecond() {
            long now = System.currentTimeMillis();
            while (System.currentTimeMillis() == now) {
                Thread.onSpinWait();
            }
            return now + 1;
        }

        private static void readHead(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int octet = in.read();
                if (octet < 0) {
                    throw new IOException("closed");
                }
                head.append((char) octet);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fast, TLSv1.3, true",
        "fast, TLSv1.3, false",
        "fast, TLSv1.2, true",
        "fast, TLSv1.2, false",
        "full, TLSv1.3, true",
        "full, TLSv1.3, false",
        "full, TLSv1.2, true",
        "full, TLSv1.2, false"
    })
    void aNewConnectionResumesOnlyIfItMay(String client, String protocol, boolean resumes) throws Exception {
        ClientSettings settings = new ClientSettings(
                OptionalInt.empty(), new Tls(resumes, true), Optional.empty(), Duration.ofSeconds(30));
        try (Server server = new Server(protocol);
                ClientUnderTest user = new ClientUnderTest(
                        ClockedTransport.newVertx(),
                        client,
                        URI.create("https://localhost:" + server.socket.getLocalPort()),
                        settings)) {
            List<Boolean> expected = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                assertEquals("200", user.get("/"));
                expected.add(resumes && i > 0);
            }
            assertEquals(expected, server.resumed);
            if (client.equals("fast")) {
                user.nextUser();
                assertEquals("200", user.get("/"));
                assertEquals(false, server.resumed.getLast(), "a user's session is nobody else's");
            }
        }
    }
}
