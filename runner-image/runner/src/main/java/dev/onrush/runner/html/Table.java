package dev.onrush.runner.html;

import java.util.Arrays;
import java.util.List;

/** A table with a heading, as HTML. */
final class Table {
    private final StringBuilder html = new StringBuilder();

    /** @param cssClass how its columns are set: {@code numbers} or {@code texts} */
    Table(String title, String cssClass, List<String> columns) {
        html.append("<section>")
                .append(Html.element("h2", null, title))
                .append("\n<div class=\"wide\"><table class=\"")
                .append(cssClass)
                .append("\">\n<thead>");
        append("th", columns);
        html.append("</thead>\n<tbody>\n");
    }

    Table row(Object... values) {
        return row(Arrays.asList(values));
    }

    Table row(List<?> values) {
        append("td", values);
        return this;
    }

    private void append(String cell, List<?> values) {
        html.append("<tr>");
        values.forEach(value -> html.append(Html.element(cell, null, value)));
        html.append("</tr>\n");
    }

    /** @param note what has to be said below it; empty for nothing */
    String html(String note) {
        return html.append("</tbody></table></div>\n")
                .append(note.isEmpty() ? "" : Html.element("p", "note", note) + "\n")
                .append("</section>\n")
                .toString();
    }
}
