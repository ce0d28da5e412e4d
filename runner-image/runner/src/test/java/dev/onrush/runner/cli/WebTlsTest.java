package dev.onrush.runner.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.tls.SelfSignedCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP API speaks TLS with the certificate that is named, as Locust's page does. */
class WebTlsTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String TLS = "--tls-cert cert.pem --tls-key key.pem";

    private final SelfSignedCertificate certificate = SelfSignedCertificate.create("test");

    @TempDir
    private Path directory;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(directory.resolve("token"), TOKEN);
        Files.writeString(directory.resolve("plan.yaml"), "users: [{name: A, tasks: [{name: t, steps: [{get: /}]}]}]");
        Files.writeString(directory.resolve("cert.pem"), certificate.certificate());
        Files.writeString(directory.resolve("key.pem"), certificate.key());
    }

    @Test
    void inOneProcess() throws Exception {
        encrypted(TLS);
    }

    @Test
    void onAMasterWhoseWorkersSeeTheSameCertificate() throws Exception {
        encrypted(TLS + " --master --master-bind-host 127.0.0.1 --master-bind-port 0");
    }

    @Test
    void ratherNot() throws Exception {
        try (Program program = start(TLS + " --web-plain")) {
            assertEquals(200, ask(HttpClient.newHttpClient(), "http", port(program)));
        }
    }

    @Test
    void aKeyThatIsNotTheCertificatesIsRefused() throws Exception {
        Files.writeString(
                directory.resolve("key.pem"),
                SelfSignedCertificate.create("other").key());
        try (Program program = start(TLS)) {
            assertEquals(2, program.exitCode());
            assertTrue(
                    program.error().contains("cert.pem and key.pem: expected a certificate and its key"),
                    program.error());
        }
    }

    private void encrypted(String options) throws Exception {
        try (Program program = start(options)) {
            String port = port(program);
            assertTrue(program.error().contains("with the token, over TLS"), program.error());
            HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting(certificate)).build();
            assertEquals(200, ask(client, "https", port));
            assertThrows(IOException.class, () -> ask(HttpClient.newHttpClient(), "http", port));
            HttpClient another = HttpClient.newBuilder()
                    .sslContext(trusting(SelfSignedCertificate.create("test")))
                    .build();
            assertThrows(IOException.class, () -> ask(another, "https", port), "it is the one that was named");
        }
    }

    private Program start(String options) throws IOException {
        return Program.start(
                directory,
                ("-f plan.yaml --web-port 0 --token-file token -H http://127.0.0.1:1 -u 1 " + options).split(" "));
    }

    private static String port(Program program) {
        await().atMost(Duration.ofSeconds(60)).until(() -> program.error().contains("waiting to be told to start"));
        return program.error().replaceAll("(?s).*at port (\\d+):.*", "$1");
    }

    private static int ask(HttpClient client, String scheme, String port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port + "/api/v1/session"))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static SSLContext trusting(SelfSignedCertificate trusted) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        X509Certificate only = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(trusted.certificate().getBytes(StandardCharsets.US_ASCII)));
        context.init(null, new TrustManager[] {new Only(only)}, null);
        return context;
    }

    /** Trusts one certificate, whatever name is in it. */
    private static final class Only extends X509ExtendedTrustManager {
        private final X509Certificate certificate;

        Only(X509Certificate certificate) {
            this.certificate = certificate;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            if (!chain[0].equals(certificate)) {
                throw new CertificateException("another certificate");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, type, (SSLEngine) null);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            checkServerTrusted(chain, type, (SSLEngine) null);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("no client is expected");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("no client is expected");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("no client is expected");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
