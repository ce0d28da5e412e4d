package dev.onrush.runner.report;

import dev.onrush.contract.input.Problem;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Whether a report that was read has what one always has. */
final class ReportCheck {
    /** Thirty years, in seconds: longer than any run, and far from where sums overflow. */
    private static final long LONGEST = 1_000_000_000L;

    private final String source;
    private final List<Problem> problems = new ArrayList<>();

    /** When the last interval ended. */
    private long pointsEnd;

    private ReportCheck(String source) {
        this.source = source;
    }

    /** @param report null where there was nothing */
    static List<Problem> of(String source, Report report) {
        ReportCheck check = new ReportCheck(source);
        if (check.has("", report)) {
            check.report(report);
        }
        return check.problems;
    }

    private void report(Report report) {
        if (has("summary", report.summary())) {
            summary(report.summary());
        }
        if (has("total", report.total())) {
            name("total", report.total());
        }
        has("names", report.names());
        each("names", report.names(), this::name);
        has("errors", report.errors());
        each("errors", report.errors(), (_, _) -> {});
        each("exceptions", report.exceptions(), this::exception);
        each("history", report.history(), this::point);
        if (report.steady() != null) {
            has("steady.percentiles", report.steady().percentiles());
        }
    }

    private void summary(RunSummary summary) {
        if (has("summary.state", summary.state()) && summary.state() == RunState.Error) {
            has("summary.reason", summary.reason());
        }
        has("summary.message", summary.message());
        if (has("summary.workers", summary.workers())) {
            has("summary.workers.desired", summary.workers().desired());
            has("summary.workers.connected", summary.workers().connected());
            has("summary.workers.missing", summary.workers().missing());
        }
        each("summary.untrusted", summary.untrusted(), (field, one) -> has(field + ".reason", one.reason()));
        each("summary.thresholds", summary.thresholds(), (field, one) -> has(field + ".result", one.result()));
    }

    private void name(String field, Report.Name name) {
        has(field + ".method", name.method());
        has(field + ".name", name.name());
        if (has(field + ".responseTime", name.responseTime())) {
            has(field + ".responseTime.percentiles", name.responseTime().percentiles());
            has(field + ".responseTime.lowerBounds", name.responseTime().lowerBounds());
        }
    }

    private void exception(String field, CountedException exception) {
        has(field + ".nodes", exception.nodes());
        each(field + ".nodes", exception.nodes(), (_, _) -> {});
    }

    private void point(String field, History.Point point) {
        if (point.elapsedSeconds() < pointsEnd || point.elapsedSeconds() > LONGEST) {
            wrong(field + ".elapsedSeconds", "expected " + pointsEnd + " or more, found " + point.elapsedSeconds());
        } else if (point.seconds() < 1 || point.seconds() > LONGEST) {
            wrong(field + ".seconds", "expected 1 or more, found " + point.seconds());
        } else {
            pointsEnd = point.elapsedSeconds() + point.seconds();
        }
    }

    /** Looks at each of a list; one that is absent has none. */
    private <T> void each(String field, List<T> list, BiConsumer<String, T> look) {
        for (int i = 0; list != null && i < list.size(); i++) {
            String one = field + "[" + i + "]";
            if (has(one, list.get(i))) {
                look.accept(one, list.get(i));
            }
        }
    }

    private boolean has(String field, Object value) {
        if (value == null) {
            wrong(field, "expected what every report has, found nothing");
        }
        return value != null;
    }

    private void wrong(String field, String message) {
        problems.add(new Problem(source, 0, field, message));
    }
}
