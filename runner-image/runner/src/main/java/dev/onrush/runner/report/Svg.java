package dev.onrush.runner.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A line chart as SVG, which needs neither a script nor anything from elsewhere. */
final class Svg {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 180;
    private static final int LEFT = 56;
    private static final int BOTTOM = 22;
    private static final int TOP = 8;

    private Svg() {}

    /** @param values in the order of time, evenly apart; null where there is none */
    record Line(String name, String color, List<Double> values) {}

    /** @param from what stands under the first point, and {@code to} under the last */
    static String chart(String title, List<Line> lines, String from, String to) {
        double top = nice(lines.stream()
                .flatMap(line -> line.values().stream())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0));
        StringBuilder svg = new StringBuilder();
        svg.append("<figure><figcaption>%s%s</figcaption><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n"
                .formatted(Html.text(title), legend(lines), WIDTH, HEIGHT, Html.text(title)));
        for (int i = 0; i <= 2; i++) {
            double value = top * i / 2;
            double y = y(value, top);
            svg.append(
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>".formatted(LEFT, WIDTH, y, y));
            svg.append("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n"
                    .formatted(LEFT - 6, y + 4, number(value)));
        }
        lines.forEach(line -> pieces(line.values(), top)
                .forEach(points -> svg.append(
                        "<polyline fill=\"none\" stroke=\"%s\" points=\"%s\"/>%n".formatted(line.color(), points))));
        svg.append("<text x=\"%d\" y=\"%d\">%s</text>".formatted(LEFT, HEIGHT - 4, Html.text(from)));
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>".formatted(WIDTH, HEIGHT - 4, Html.text(to)));
        return svg.append("</svg></figure>\n").toString();
    }

    private static String legend(List<Line> lines) {
        StringBuilder legend = new StringBuilder();
        lines.forEach(line -> legend.append(
                " <span style=\"color:%s\">&#9644; %s</span>".formatted(line.color(), Html.text(line.name()))));
        return legend.toString();
    }

    /** A line is broken where there is no value. */
    private static List<String> pieces(List<Double> values, double top) {
        List<String> pieces = new ArrayList<>();
        StringBuilder points = new StringBuilder();
        double step = values.size() < 2 ? 0 : (double) (WIDTH - LEFT) / (values.size() - 1);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) != null) {
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", LEFT + i * step, y(values.get(i), top)));
            } else if (!points.isEmpty()) {
                pieces.add(points.toString().strip());
                points.setLength(0);
            }
        }
        if (!points.isEmpty()) {
            pieces.add(points.toString().strip());
        }
        return pieces;
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP);
    }

    /** One, two or five of a power of ten, not below the value. */
    private static double nice(double value) {
        if (value <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= value) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, value < 1 ? "%.3f" : "%.1f", value);
    }
}
