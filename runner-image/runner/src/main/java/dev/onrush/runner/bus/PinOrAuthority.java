package dev.onrush.runner.bus;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Accepts exactly the certificates that it was given, whatever name and dates are in them; another only when one of them is an
 * authority that vouches for it, and it is of the host's name and in time.
 */
final class PinOrAuthority extends X509ExtendedTrustManager {
    private final String source;
    private final List<X509Certificate> given;
    private final X509ExtendedTrustManager authorities;

    PinOrAuthority(String source, List<X509Certificate> given) throws GeneralSecurityException, IOException {
        this.source = source;
        this.given = List.copyOf(given);
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate certificate : given) {
            store.setCertificateEntry("trusted-" + store.size(), certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        authorities = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    @FunctionalInterface
    private interface Check {
        void run() throws CertificateException;
    }

    private void check(X509Certificate[] chain, Check byAuthority) throws CertificateException {
        // That the other side has the certificate's key, too, is shown by the handshake.
        if (given.contains(chain[0])) {
            return;
        }
        try {
            byAuthority.run();
        } catch (CertificateException e) {
            throw new CertificateException(
                    "expected the certificate of " + source + " or one that it vouches for, found that of "
                            + chain[0].getSubjectX500Principal().getName() + " with SHA-256 " + fingerprint(chain[0])
                            + " (" + e.getMessage() + ")",
                    e);
        }
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            return "unknown: " + e.getMessage();
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain, () -> authorities.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain, () -> authorities.checkServerTrusted(chain, type, socket));
    }

    /** Without the connection nobody knows the host's name, so only the very certificate counts. */
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain, () -> {
            throw new CertificateException("the host's name is not known");
        });
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("workers show a token and no certificate");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("workers show a token and no certificate");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("workers show a token and no certificate");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
