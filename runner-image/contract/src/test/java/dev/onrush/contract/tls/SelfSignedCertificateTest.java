package dev.onrush.contract.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class SelfSignedCertificateTest {
    private final SelfSignedCertificate made = SelfSignedCertificate.create("a master, ünïque");

    @Test
    void thePlatformReadsWhatItSaysAndItsSignatureHolds() throws Exception {
        X509Certificate read = certificate(made);
        read.verify(read.getPublicKey());
        assertEquals(3, read.getVersion());
        assertEquals("CN=\"a master, ünïque\"", read.getSubjectX500Principal().toString());
        assertEquals(read.getSubjectX500Principal(), read.getIssuerX500Principal());
        assertEquals("SHA256withECDSA", read.getSigAlgName());
        assertEquals(-1, read.getBasicConstraints(), "no authority");
        assertFalse(read.getCriticalExtensionOIDs().isEmpty());
        assertEquals(1, read.getSerialNumber().signum());
    }

    @Test
    void itIsValidWhateverTheClockSays() throws Exception {
        X509Certificate read = certificate(made);
        read.checkValidity(Date.from(Instant.parse("2000-01-02T00:00:00Z")));
        read.checkValidity(new Date());
        read.checkValidity(Date.from(Instant.parse("9999-12-30T00:00:00Z")));
    }

    @Test
    void eachHasAKeyOfItsOwnThatDoesNotShow() throws Exception {
        SelfSignedCertificate other = SelfSignedCertificate.create("a master, ünïque");
        assertNotEquals(certificate(made).getPublicKey(), certificate(other).getPublicKey());
        assertNotEquals(certificate(made).getSerialNumber(), certificate(other).getSerialNumber());
        assertFalse(made.toString().contains("PRIVATE"));
    }

    @Test
    void aHandshakeWithItSucceeds() throws Exception {
        SSLContext server = SSLContext.getInstance("TLSv1.3");
        server.init(keys(made).getKeyManagers(), null, null);
        SSLContext client = SSLContext.getInstance("TLSv1.3");
        client.init(null, trust(made).getTrustManagers(), null);
        try (SSLServerSocket listening = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(listening));
            try (SSLSocket socket = (SSLSocket)
                    client.getSocketFactory().createSocket(listening.getInetAddress(), listening.getLocalPort())) {
                socket.setSoTimeout(10_000);
                socket.startHandshake();
                assertEquals('!', socket.getInputStream().read());
                assertArrayEquals(
                        certificate(made).getEncoded(),
                        socket.getSession().getPeerCertificates()[0].getEncoded());
            }
            served.join();
        }
    }

    private static void serve(SSLServerSocket listening) {
        try (var socket = listening.accept()) {
            socket.getOutputStream().write('!');
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static KeyManagerFactory keys(SelfSignedCertificate of) throws Exception {
        String base64 = of.key().replaceAll("-----[A-Z ]+-----", "");
        PrivateKey key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        KeyStore store = empty();
        store.setKeyEntry("key", key, new char[0], new Certificate[] {certificate(of)});
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory;
    }

    private static TrustManagerFactory trust(SelfSignedCertificate of) throws Exception {
        KeyStore store = empty();
        store.setCertificateEntry("pin", certificate(of));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyStore empty() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static X509Certificate certificate(SelfSignedCertificate of) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(of.certificate().getBytes(StandardCharsets.US_ASCII)));
    }
}
