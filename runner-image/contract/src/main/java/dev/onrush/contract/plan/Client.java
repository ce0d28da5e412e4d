package dev.onrush.contract.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The HTTP client that a plan's requests are sent with. */
public enum Client {
    /** HTTP/1.1 at the least cost per request: redirects are not followed, and bodies are not unpacked. */
    FAST,
    /** What a browser does: redirects are followed and compressed bodies unpacked. */
    FULL;

    /** What a plan has that names none. */
    public static final Client DEFAULT = FULL;

    /** The client that a plan calls this. */
    public static Optional<Client> named(String word) {
        return Arrays.stream(values())
                .filter(client -> client.word().equals(word))
                .findAny();
    }

    /** As it is written in a plan. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
