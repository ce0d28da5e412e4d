package dev.onrush.runner.plan;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.onrush.contract.plan.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Values whose variables, which a target filled, are made safe for the place they go to. */
public record EscapedValues(Template.Values values, UnaryOperator<String> escape) implements Template.Values {
    private static final int ASCII = 0x80;
    private static final boolean[] ALLOWED_IN_URL = allowedInUrl();

    private static boolean[] allowedInUrl() {
        boolean[] allowed = new boolean[ASCII];
        for (int c = ' ' + 1; c < 0x7f; c++) {
            allowed[c] = "\"<>\\^`{|}".indexOf(c) < 0;
        }
        return allowed;
    }

    /** Inside a JSON string. */
    public static String json(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return new String(JsonStringEncoder.getInstance().quoteAsString(text));
            }
        }
        return text;
    }

    /** Inside a URL: what is already allowed there stays as it is, so that an extracted path remains a path. */
    public static String url(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ASCII || !ALLOWED_IN_URL[c]) {
                return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
            }
        }
        return text;
    }

    /** A line break would start another header. */
    public static String header(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                return text.replace('\r', ' ').replace('\n', ' ').replace((char) 0, ' ');
            }
        }
        return text;
    }

    @Override
    public String variable(String name) {
        String value = values.variable(name);
        return value == null ? null : escape.apply(value);
    }

    @Override
    public long user() {
        return values.user();
    }

    @Override
    public long iteration() {
        return values.iteration();
    }

    @Override
    public long random(long min, long max) {
        return values.random(min, max);
    }

    @Override
    public String uuid() {
        return values.uuid();
    }
}
