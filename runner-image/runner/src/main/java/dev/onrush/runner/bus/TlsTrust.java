package dev.onrush.runner.bus;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The certificates by which a worker knows its master: the master's own, or those of authorities that vouch for its host name. */
public final class TlsTrust {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

    private final PinOrAuthority trust;

    private TlsTrust(PinOrAuthority trust) {
        this.trust = trust;
    }

    /**
     * Reads certificates in PEM; text around them is ignored.
     *
     * @param source where they come from, for messages
     */
    public static TlsTrust of(String source, String pem) throws IOException {
        try {
            return new TlsTrust(new PinOrAuthority(source, certificates(source, pem)));
        } catch (GeneralSecurityException e) {
            throw new IOException(source + ": expected certificates in PEM: " + e.getMessage(), e);
        }
    }

    /** One or more. */
    static List<X509Certificate> certificates(String source, String pem) throws GeneralSecurityException, IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Matcher matcher = PEM.matcher(pem);
        while (matcher.find()) {
            byte[] bytes = matcher.group().getBytes(StandardCharsets.US_ASCII);
            certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
        }
        if (certificates.isEmpty()) {
            throw new IOException(source + ": expected a certificate in PEM");
        }
        return certificates;
    }

    /** Whether a text has a certificate in PEM. */
    public static boolean isIn(String text) {
        return PEM.matcher(text).find();
    }

    ClientSSLOptions options() {
        return new ClientSSLOptions()
                .setTrustOptions(TrustOptions.wrap(trust))
                .setHostnameVerificationAlgorithm("HTTPS")
                .setEnabledSecureTransportProtocols(TlsIdentity.VERSIONS);
    }

    /** Why the other side's certificate was not accepted; null when something else went wrong. */
    static String rejection(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return cause.getMessage();
            }
        }
        return null;
    }
}
