package dev.onrush.runner.html;

import dev.onrush.runner.report.History;
import java.util.List;

/** A run over time. */
final class Charts {
    private Charts() {}

    /** @param points intervals that are closed, two at least */
    static String of(List<History.Point> points) {
        TimeAxis time = new TimeAxis(points);
        return "<section>" + Html.element("h2", null, "Over time") + "\n"
                + LineChart.svg(
                        "Requests per second",
                        time,
                        List.of(
                                new LineChart.Line("requests", "a", History.Point::requestsPerSecond),
                                new LineChart.Line("failures", "bad", History.Point::failuresPerSecond)))
                + LineChart.svg(
                        "Response time of the requests that were due then (ms)",
                        time,
                        List.of(
                                new LineChart.Line("99%", "d", History.Point::p99Millis),
                                new LineChart.Line("95%", "c", History.Point::p95Millis),
                                new LineChart.Line("50%", "b", History.Point::p50Millis)))
                + LineChart.svg("Users", time, List.of(new LineChart.Line("users", "a", Charts::users)))
                + Html.element("p", "note", "Shaded: users were being started or stopped, or the rate was moving.")
                + "\n</section>\n";
    }

    private static Double users(History.Point point) {
        return point.users() == null ? null : Double.valueOf(point.users());
    }
}
