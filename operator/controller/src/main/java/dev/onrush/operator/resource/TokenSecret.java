package dev.onrush.operator.resource;

import dev.onrush.contract.tls.SelfSignedCertificate;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;

/** The token that workers and operator show to the master, and the certificate by which workers know it. */
public final class TokenSecret {
    public static final String KEY = "token";

    /** Kubernetes' names for a certificate and its key. */
    static final String CERTIFICATE = "tls.crt";

    /** Mounted into the master and nowhere else. */
    static final String CERTIFICATE_KEY = "tls.key";

    private TokenSecret() {}

    /** @param token fresh and random */
    public static Secret of(Run run, String token) {
        SelfSignedCertificate certificate =
                SelfSignedCertificate.create(run.names().master());
        return new SecretBuilder()
                .withMetadata(run.metadata(run.names().token(), "token"))
                .withType("Opaque")
                .withImmutable(true)
                .withStringData(
                        Map.of(KEY, token, CERTIFICATE, certificate.certificate(), CERTIFICATE_KEY, certificate.key()))
                .build();
    }
}
