package dev.onrush.runner.bus;

import java.util.Locale;

/** Which addresses never leave this machine, told by how they are written: a name is not looked up. */
public final class Loopback {
    private Loopback() {}

    public static boolean is(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.equals("localhost") || lower.equals("::1") || lower.matches("127(\\.\\d{1,3}){3}");
    }
}
