package dev.onrush.runner.http1;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds headers in lines that are known to be well-formed. */
final class HeaderLines {
    private HeaderLines() {}

    /** @param lines each ended by a line feed alone */
    static String find(Octets lines, String name) {
        byte[] lowerCase = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = lines.array();
        int at = 0;
        while (at < lines.length()) {
            int end = OctetScan.lineFeed(bytes, at, lines.length());
            int colon = at + lowerCase.length;
            if (colon < end && bytes[colon] == ':' && OctetScan.equalsIgnoringCase(bytes, at, colon, lowerCase)) {
                return new String(bytes, colon + 1, end - colon - 1, StandardCharsets.UTF_8).strip();
            }
            at = end + 1;
        }
        return null;
    }

    static String find(String[] lines, String name) {
        for (String line : lines) {
            if (line.length() > name.length()
                    && line.charAt(name.length()) == ':'
                    && line.regionMatches(true, 0, name, 0, name.length())) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return null;
    }
}
