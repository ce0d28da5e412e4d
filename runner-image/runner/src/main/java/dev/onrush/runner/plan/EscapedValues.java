package dev.onrush.runner.plan;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.onrush.contract.plan.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Values whose variables, which a target filled, are made safe for the place they go to. */
public record EscapedValues(Template.Values values, UnaryOperator<String> escape) implements Template.Values {
    /** Inside a JSON string. */
    public static String json(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    /** Inside a URL: what is already allowed there stays as it is, so that an extracted path remains a path. */
    public static String url(String text) {
        boolean allowed = text.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"<>\\^`{|}".indexOf(c) < 0);
        return allowed ? text : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A line break would start another header. */
    public static String header(String text) {
        return text.replaceAll("[\\r\\n\\x00]", " ");
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
