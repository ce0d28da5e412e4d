package dev.onrush.runner.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Text in HTML. */
final class Html {
    private Html() {}

    /** What is HTML already. */
    record Markup(String html) {
        @Override
        public String toString() {
            return html;
        }
    }

    /** A value as a text, nothing for null, in an element or a quoted attribute: nothing in it is markup, unless it says so. */
    static String text(Object value) {
        return value instanceof Markup markup
                ? markup.html()
                : Objects.toString(value, "")
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;");
    }

    /** An element of a class; null for none. */
    static Markup element(String name, String cssClass, Object content) {
        String attribute = cssClass == null ? "" : " class=\"" + text(cssClass) + "\"";
        return new Markup("<" + name + attribute + ">" + text(content) + "</" + name + ">");
    }

    /** The page's own style sheet. */
    static String style() {
        try (InputStream css = Html.class.getResourceAsStream("report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program lacks a part of itself", e);
        }
    }
}
