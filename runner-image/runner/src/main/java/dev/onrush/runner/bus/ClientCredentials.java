package dev.onrush.runner.bus;

import java.util.Optional;

/**
 * What a worker needs to know its master and to be known by it.
 *
 * @param tls empty for plain TCP, which stays on loopback
 */
public record ClientCredentials(Token token, Optional<TlsTrust> tls) {
    /** For loopback. */
    public static ClientCredentials plain(Token token) {
        return new ClientCredentials(token, Optional.empty());
    }
}
