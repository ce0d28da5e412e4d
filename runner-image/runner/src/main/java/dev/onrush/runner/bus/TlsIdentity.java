package dev.onrush.runner.bus;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

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
    ServerSSLOptions options(Vertx vertx) throws IOException {
        PemKeyCertOptions pair =
                new PemKeyCertOptions().addCertValue(Buffer.buffer(certificate)).addKeyValue(Buffer.buffer(key));
        try {
            pair.getKeyManagerFactory(vertx);
        } catch (Exception e) {
            throw new IOException(source + ": expected a certificate and its key in PEM: " + e.getMessage(), e);
        }
        return new ServerSSLOptions().setKeyCertOptions(pair).setEnabledSecureTransportProtocols(VERSIONS);
    }

    /** The key stays out of logs. */
    @Override
    public String toString() {
        return "TlsIdentity[" + source + "]";
    }
}
