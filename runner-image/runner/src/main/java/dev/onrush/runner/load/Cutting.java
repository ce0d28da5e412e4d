package dev.onrush.runner.load;

import dev.onrush.runner.stats.CutSheets;
import dev.onrush.runner.stats.Sheet;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * What the load has measured, cut off on its loop and encoded elsewhere: the load goes on meanwhile. For one context only, on which it
 * is encoded and futures complete.
 */
final class Cutting {
    private final CutSheets cuts;
    private final LoopCalls loop;
    private final Function<Sheet, Sheet> cutter;

    /** @param cutter takes what is measured away, on the loop, and leaves an empty sheet for what comes */
    Cutting(CutSheets cuts, LoopCalls loop, Function<Sheet, Sheet> cutter) {
        this.cuts = cuts;
        this.loop = loop;
        this.cutter = cutter;
    }

    /** What was measured since the last cut. */
    Future<byte[]> next() {
        Sheet empty = cuts.empty();
        return loop.thenHere(() -> cutter.apply(empty), cuts::encode);
    }

    /** All that was ever cut, in one piece. */
    Future<byte[]> everything() {
        return loop.thenHere(() -> cuts, CutSheets::everything);
    }

    /** What was cut until now is not wanted any more. */
    void forget() {
        loop.thenHere(() -> cuts, all -> {
            all.forget();
            return all;
        });
    }
}
