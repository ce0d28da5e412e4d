package dev.onrush.runner.load;

import dev.onrush.runner.stats.CutSheets;
import dev.onrush.runner.stats.Sheet;
import io.vertx.core.Future;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What the load has measured, cut off on its loop and encoded by a writer, one after the other: the load goes on meanwhile. Futures complete
 * where it was asked for.
 */
final class Cutting {
    private final CutSheets cuts;
    private final LoopCalls loop;
    private final Executor writer;
    private final Function<Sheet, Sheet> cutter;

    /**
     * @param writer does one thing after the other
     * @param cutter takes what is measured away, on the loop, and leaves an empty sheet for what comes
     */
    Cutting(CutSheets cuts, LoopCalls loop, Executor writer, Function<Sheet, Sheet> cutter) {
        this.cuts = cuts;
        this.loop = loop;
        this.writer = writer;
        this.cutter = cutter;
    }

    /** What was measured since the last cut. */
    Future<byte[]> next() {
        return loop.then(() -> cutter.apply(cuts.empty()), writer, cuts::encode);
    }

    /** All that was ever cut, in one piece. */
    Future<byte[]> everything() {
        return loop.then(() -> cuts, writer, CutSheets::everything);
    }

    /** What was cut until now is not wanted any more. */
    void forget() {
        loop.then(() -> cuts, writer, all -> {
            all.forget();
            return all;
        });
    }
}
