package dev.onrush.runner.bus;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;

/**
 * A master's certificate, with those that vouch for it, and its key, both in PEM.
 *
 * @param source where they come from, for messages
 */
public record TlsIdentity(String source, String certificate, String key) {
    /** Both sides are this program, so nothing older needs to be understood. */
    static final Set<String> VERSIONS = Set.of("TLSv1.3");

    public static TlsIdentity read(Path certificate, Path key) throws IOException {
        return new TlsIdentity(certificate + " and " + key, Files.readString(certificate), Files.readString(key));
    }

    /** @throws IOException when they are not what they should be, found now and not when the first worker comes */
    ServerSSLOptions options() throws IOException {
        try {
            return new ServerSSLOptions()
                    .setKeyCertOptions(KeyCertOptions.wrap(keys()))
                    .setEnabledSecureTransportProtocols(VERSIONS);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    source + ": expected a certificate and its key in PEM (PKCS #8, \"BEGIN PRIVATE KEY\"): "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * Lets an HTTP server show it. Browsers and scripts may be older than this program.
     *
     * @throws IOException when they are not what they should be
     */
    public void secure(HttpServerOptions server) throws IOException {
        server.setSsl(true)
                .setKeyCertOptions(options().getKeyCertOptions())
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"));
    }

    private KeyManagerFactory keys() throws GeneralSecurityException, IOException {
        Certificate[] chain = TlsTrust.certificates(source, certificate).toArray(Certificate[]::new);
        PrivateKey read = PemKey.read(key, chain[0].getPublicKey());
        // This format, and not the usual one, which would take a good part of a second to encrypt what never leaves
        // memory.
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        store.setKeyEntry("master", read, new char[0], chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory;
    }

    /** The key stays out of logs. */
    @Override
    public String toString() {
        return "TlsIdentity[" + source + "]";
    }
}
