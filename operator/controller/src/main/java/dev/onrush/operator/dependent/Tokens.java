package dev.onrush.operator.dependent;

import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.resource.Names;
import dev.onrush.operator.resource.TokenSecret;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens of runs: made once, read once for each run that is alive. */
public final class Tokens {
    private static final int BYTES = 32;

    private final KubernetesClient client;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> known = new ConcurrentHashMap<>();

    public Tokens(KubernetesClient client) {
        this.client = client;
    }

    public String create() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public String read(LoadTest test) throws IOException {
        String token = known.get(test.getMetadata().getUid());
        if (token != null) {
            return token;
        }
        Names names = Names.of(test);
        Secret secret = client.secrets()
                .inNamespace(names.namespace())
                .withName(names.token())
                .get();
        if (secret == null || secret.getData() == null || secret.getData().get(TokenSecret.KEY) == null) {
            throw new IOException("Secret " + names.token() + " is gone, and with it the way to ask the master");
        }
        String read =
                new String(Base64.getDecoder().decode(secret.getData().get(TokenSecret.KEY)), StandardCharsets.UTF_8);
        known.put(test.getMetadata().getUid(), read);
        return read;
    }

    /** Nobody will ask for this run again. */
    public void forget(LoadTest test) {
        known.remove(test.getMetadata().getUid());
    }
}
