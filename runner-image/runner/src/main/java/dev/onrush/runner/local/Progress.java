package dev.onrush.runner.local;

import dev.onrush.contract.report.Results;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import java.io.PrintStream;

/** Shows a run while it goes: one line that is written over on a terminal, and a plain line now and then elsewhere. */
public final class Progress {
    private static final int PLAIN_EVERY = 5;

    private final PrintStream out;
    private final boolean terminal;
    private RunState before;
    private int calls;
    private int width;

    /** @param terminal true when lines can be written over */
    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** To be called about once a second. */
    public void show(RunSummary summary) {
        String line = line(summary);
        if (terminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            out.flush();
            width = line.length();
        } else {
            calls = summary.state() == before ? calls + 1 : 0;
            before = summary.state();
            if (calls % PLAIN_EVERY == 0) {
                out.println(line);
            }
        }
    }

    /** Ends the line on a terminal. */
    public void done() {
        if (terminal && width > 0) {
            out.println();
        }
    }

    static String line(RunSummary summary) {
        String workers = summary.workers().connected() + "/" + summary.workers().desired() + " workers";
        Results results = summary.results();
        if (results == null) {
            return "%-8s  %s  %s".formatted(summary.state(), workers, summary.message());
        }
        String p95 = results.latency() == null ? "-" : results.latency().p95();
        return "%-8s  %s  %d users  %s requests/s  %d requests  %d failures (%s)  p95 %s"
                .formatted(
                        summary.state(),
                        workers,
                        results.users(),
                        results.requestsPerSecond(),
                        results.requests(),
                        results.failures(),
                        results.failureRatio(),
                        p95);
    }
}
