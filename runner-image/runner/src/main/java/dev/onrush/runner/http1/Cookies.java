package dev.onrush.runner.http1;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The cookies of one user: of RFC 6265 what a load test needs. A cookie goes to the host that set it, on paths below its own, and only
 * over TLS where it says so; it ends when the server says that it has ended.
 */
final class Cookies {
    /** RFC 6265, 6.1, asks for at least 50 a domain; the oldest makes room. */
    private static final int MOST = 50;

    private static final int LONGEST = 4_096;
    private static final byte[] HEADER = "Cookie: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NAME = "cookie".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEPARATOR = {';', ' '};

    private final List<Cookie> kept = new ArrayList<>(2);

    /** @param pair name and value as they are sent */
    private record Cookie(String host, String name, String path, boolean secure, byte[] pair) {
        boolean replaces(Cookie other) {
            return host.equalsIgnoreCase(other.host) && name.equals(other.name) && path.equals(other.path);
        }
    }

    /** Keeps what an answer set. @param lines values of Set-Cookie, each ended by a line feed */
    void take(Origin origin, Octets lines, long nowMillis) {
        for (String line : lines.toString().split("\n")) {
            String[] parts = line.split(";", -1);
            int equals = parts[0].indexOf('=');
            if (equals < 1 || line.length() > LONGEST) {
                continue;
            }
            String pair = parts[0].strip();
            String path = attribute(parts, "path");
            Cookie cookie = new Cookie(
                    origin.host(),
                    parts[0].substring(0, equals).strip(),
                    path == null || !path.startsWith("/") ? "/" : path,
                    attribute(parts, "secure") != null,
                    pair.getBytes(StandardCharsets.UTF_8));
            kept.removeIf(cookie::replaces);
            if (!hasEnded(parts, nowMillis)) {
                if (kept.size() == MOST) {
                    kept.removeFirst();
                }
                kept.add(cookie);
            }
        }
    }

    /**
     * Copies a request with the cookies that belong to it: after those of its own header, or else in one after its first line, since
     * there may be only one such header (RFC 6265, 5.4).
     *
     * @return false when there are none
     */
    boolean insert(Origin origin, Octets request, Octets into) {
        byte[] bytes = request.array();
        int path = 1;
        while (bytes[path - 1] != ' ') {
            path++;
        }
        int split = -1;
        for (Cookie cookie : kept) {
            if (cookie.host().equalsIgnoreCase(origin.host())
                    && (!cookie.secure() || origin.tls())
                    && isBelow(bytes, path, cookie.path())) {
                if (split < 0) {
                    split = begin(request, into);
                } else {
                    into.append(SEPARATOR);
                }
                into.append(cookie.pair());
            }
        }
        if (split < 0) {
            return false;
        }
        into.append(bytes, split, request.length());
        return true;
    }

    /** Copies what comes before the first cookie. @return where a line of the request ends, with which it goes on behind the last one */
    private static int begin(Octets request, Octets into) {
        byte[] bytes = request.array();
        int first = OctetScan.lineFeed(bytes, 0, request.length()) + 1;
        into.clear();
        int line = first;
        while (bytes[line] != '\r') {
            int end = OctetScan.lineFeed(bytes, line, request.length()) - 1;
            int name = line + NAME.length;
            if (name < end && bytes[name] == ':' && OctetScan.equalsIgnoringCase(bytes, line, name, NAME)) {
                into.append(bytes, 0, end);
                into.append(SEPARATOR);
                return end;
            }
            line = end + 2;
        }
        into.append(bytes, 0, first);
        into.append(HEADER);
        return first - 2;
    }

    /** RFC 6265, 5.1.4. @param at where the request's path begins; a space, a question mark or nothing ends it */
    private static boolean isBelow(byte[] bytes, int at, String path) {
        for (int i = 0; i < path.length(); i++) {
            if (bytes[at + i] != path.charAt(i)) {
                return false;
            }
        }
        byte next = bytes[at + path.length()];
        return path.endsWith("/") || next == '/' || next == ' ' || next == '?';
    }

    private static boolean hasEnded(String[] parts, long nowMillis) {
        String maxAge = attribute(parts, "max-age");
        if (maxAge != null && maxAge.matches("-?\\d{1,18}")) {
            return Long.parseLong(maxAge) <= 0;
        }
        String expires = attribute(parts, "expires");
        try {
            return expires != null
                    && ZonedDateTime.parse(expires.replace('-', ' '), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant()
                                    .toEpochMilli()
                            <= nowMillis;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    /** An attribute's value, empty where it has none; null when it is absent. */
    private static String attribute(String[] parts, String name) {
        String value = null;
        for (int i = 1; i < parts.length; i++) {
            String[] attribute = parts[i].split("=", 2);
            if (attribute[0].strip().toLowerCase(Locale.ROOT).equals(name)) {
                value = attribute.length == 1 ? "" : attribute[1].strip();
            }
        }
        return value;
    }
}
