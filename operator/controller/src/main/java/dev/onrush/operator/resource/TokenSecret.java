package dev.onrush.operator.resource;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;

/** The token that workers and operator show to the master. */
public final class TokenSecret {
    public static final String KEY = "token";

    private TokenSecret() {}

    /** @param token fresh and random */
    public static Secret of(Run run, String token) {
        return new SecretBuilder()
                .withMetadata(run.metadata(run.names().token(), "token"))
                .withType("Opaque")
                .withImmutable(true)
                .withStringData(Map.of(KEY, token))
                .build();
    }
}
