package dev.onrush.runner.html;

import dev.onrush.runner.report.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lines over a run's time as SVG, which needs neither a script nor anything from elsewhere. */
final class LineChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 200;
    private static final int LEFT = 56;
    private static final int BOTTOM = 22;
    private static final int TOP = 8;

    /** A label in the middle of this part of the time would not end within the picture. */
    private static final double NEAR_THE_END = 0.97;

    private final StringBuilder svg = new StringBuilder();
    private final TimeAxis time;
    private final List<Line> lines;
    private final Scale scale;

    /**
     * One line.
     *
     * @param color a class of the style sheet
     * @param value of an interval; null where there is none
     */
    record Line(String name, String color, Function<History.Point, Double> value) {}

    private LineChart(TimeAxis time, List<Line> lines) {
        this.time = time;
        this.lines = lines;
        this.scale = Scale.upTo(lines.stream()
                .flatMap(line -> time.points().stream().map(line.value()))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0));
    }

    /** A figure with a title and, at each interval, its values for whoever points at it. */
    static String svg(String title, TimeAxis time, List<Line> lines) {
        LineChart chart = new LineChart(time, lines);
        String name = Html.text(title);
        chart.svg.append("<figure><figcaption>%s%s</figcaption>%n".formatted(name, legend(lines)));
        chart.svg.append("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n".formatted(WIDTH, HEIGHT, name));
        time.moving().forEach(span -> chart.box("moving", span.from(), span.to(), "/>"));
        chart.grid();
        lines.forEach(chart::line);
        time.points().forEach(chart::values);
        return chart.svg.append("</svg></figure>\n").toString();
    }

    private static String legend(List<Line> lines) {
        return lines.stream()
                .map(line -> " <span class=\"" + line.color() + "\">" + Html.text(line.name()) + "</span>")
                .collect(Collectors.joining());
    }

    private void grid() {
        for (double value : scale.marks()) {
            double y = y(value);
            add("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH, y, y);
            add("<text x=\"%d\" y=\"%.1f\" class=\"end\">%s</text>%n", LEFT - 6, y + 4, Numbers.decimal(value));
        }
        for (long second : time.marks()) {
            String anchor = time.at(second) > NEAR_THE_END ? "end" : "middle";
            add(
                    "<text x=\"%.1f\" y=\"%d\" class=\"%s\">%s</text>%n",
                    x(second), HEIGHT - 4, anchor, TimeAxis.label(second));
        }
    }

    /** A line is broken where there is no value. */
    private void line(Line line) {
        List<String> piece = new ArrayList<>();
        for (History.Point point : time.points()) {
            Double value = line.value().apply(point);
            if (value == null) {
                end(line, piece);
            } else {
                piece.add(String.format(Locale.ROOT, "%.1f,%.1f", middle(point), y(value)));
            }
        }
        end(line, piece);
    }

    private void end(Line line, List<String> piece) {
        if (piece.size() == 1) {
            // One point makes no line; with itself it makes a dot.
            piece.add(piece.getFirst());
        }
        if (!piece.isEmpty()) {
            add("<polyline class=\"%s\" points=\"%s\"/>%n", line.color(), String.join(" ", piece));
        }
        piece.clear();
    }

    private void values(History.Point point) {
        String values = lines.stream()
                .map(line -> line.name() + " " + Numbers.maybe(line.value().apply(point)))
                .collect(Collectors.joining(", "));
        String text = TimeAxis.label(point.elapsedSeconds()) + ": " + values;
        box("point", point.elapsedSeconds(), TimeAxis.end(point), ">" + Html.element("title", null, text) + "</rect>");
    }

    private void box(String cssClass, long from, long to, String rest) {
        add(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"%s%n",
                cssClass, x(from), TOP, x(to) - x(from), HEIGHT - BOTTOM - TOP, rest);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private double middle(History.Point point) {
        return (x(point.elapsedSeconds()) + x(TimeAxis.end(point))) / 2;
    }

    private double x(long second) {
        return LEFT + time.at(second) * (WIDTH - LEFT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - value / scale.top() * (HEIGHT - BOTTOM - TOP);
    }
}
