package dev.onrush.runner.http;

/** What a header that a program made up must be like, so that nobody reads it as something else (RFC 9110, 5.5 and 5.6.2). */
public final class HeaderRules {
    private static final String TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~";

    private HeaderRules() {}

    /** What is wrong with it; null when nothing is. */
    public static Failure check(String name, String value) {
        if (!isToken(name)) {
            return Failure.INVALID_HEADER_NAME;
        }
        if (name.equalsIgnoreCase("content-length") || name.equalsIgnoreCase("transfer-encoding")) {
            return Failure.RESERVED_HEADER;
        }
        return isOneLine(value) ? null : Failure.INVALID_HEADER_VALUE;
    }

    private static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isTokenCharacter(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isOneLine(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTokenCharacter(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || TOKEN_CHARACTERS.indexOf(c) >= 0;
    }
}
