package dev.onrush.runner.http;

import java.util.Locale;
import java.util.Set;

/** What a header that a program made up must be like, so that nobody reads it as something else (RFC 9110, 5.5 and 5.6.2). */
public final class HeaderRules {
    private static final Set<String> SET_BY_CLIENTS = Set.of("content-length", "transfer-encoding");
    private static final String TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~";

    private HeaderRules() {}

    /** What is wrong with it; null when nothing is. */
    public static Failure check(String name, String value) {
        if (name.isEmpty() || !name.chars().allMatch(HeaderRules::isTokenCharacter)) {
            return Failure.INVALID_HEADER_NAME;
        }
        if (SET_BY_CLIENTS.contains(name.toLowerCase(Locale.ROOT))) {
            return Failure.RESERVED_HEADER;
        }
        return value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0) ? Failure.INVALID_HEADER_VALUE : null;
    }

    private static boolean isTokenCharacter(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || TOKEN_CHARACTERS.indexOf(c) >= 0;
    }
}
