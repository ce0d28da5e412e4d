package dev.onrush.runner.bus;

import java.util.Optional;

/**
 * What a master needs to know its workers and to be known by them.
 *
 * @param tls empty for plain TCP, which stays on loopback
 */
public record ServerCredentials(Token token, Optional<TlsIdentity> tls) {
    /** For loopback. */
    public static ServerCredentials plain(Token token) {
        return new ServerCredentials(token, Optional.empty());
    }
}
