package dev.onrush.runner.html;

import java.util.List;
import java.util.function.Function;

/** A table with a heading, as HTML. */
final class Table {
    private static final int MAX_ROWS = 1_000;

    private final StringBuilder html = new StringBuilder();
    private long left;

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

    /** A row for each, a thousand at most; of the others the note says how many they are. */
    <T> Table rows(List<T> all, Function<T, List<?>> row) {
        all.stream().limit(MAX_ROWS).forEach(one -> row(row.apply(one)));
        left += Math.max(0, all.size() - MAX_ROWS);
        return this;
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
        String more = left == 0 ? "" : Numbers.count(left) + " more are not shown.";
        String all = (note + " " + more).strip();
        return html.append("</tbody></table></div>\n")
                .append(all.isEmpty() ? "" : Html.element("p", "note", all) + "\n")
                .append("</section>\n")
                .toString();
    }
}
