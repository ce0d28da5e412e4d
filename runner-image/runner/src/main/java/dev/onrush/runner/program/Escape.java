package dev.onrush.runner.program;

import dev.onrush.runner.plan.EscapedValues;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How text is made safe for the place that it goes to. */
enum Escape {
    NONE,
    URL,
    /** The plan's own text in a URL: only what can never stand in one is encoded. */
    URL_LITERAL,
    HEADER,
    JSON,
    FORM;

    String apply(String text) {
        return switch (this) {
            case NONE -> text;
            case URL -> EscapedValues.url(text);
            case URL_LITERAL -> encoded(text);
            case HEADER -> EscapedValues.header(text);
            case JSON -> EscapedValues.json(text);
            case FORM -> URLEncoder.encode(text, StandardCharsets.UTF_8);
        };
    }

    private static String encoded(String text) {
        StringBuilder url = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7f && "\"<>\\^`{|}".indexOf(octet) < 0) {
                url.append((char) octet);
            } else {
                url.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return url.toString();
    }
}
