package dev.onrush.runner.report;

/** Text in HTML. */
final class Html {
    private Html() {}

    /** A text as such, in an element or a quoted attribute: nothing in it is markup. */
    static String text(Object value) {
        return String.valueOf(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String row(String cell, Object... values) {
        StringBuilder row = new StringBuilder("<tr>");
        for (Object value : values) {
            row.append('<')
                    .append(cell)
                    .append('>')
                    .append(text(value))
                    .append("</")
                    .append(cell)
                    .append('>');
        }
        return row.append("</tr>\n").toString();
    }
}
