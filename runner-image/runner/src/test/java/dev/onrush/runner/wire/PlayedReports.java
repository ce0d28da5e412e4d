package dev.onrush.runner.wire;

import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.stats.SampleDeltas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What played workers report: some deltas again and again, each made anew only when another second of the run begins. */
final class PlayedReports {
    private final List<SampleDeltas.Sample> samples;
    private final List<Payload> made;
    private long second;

    PlayedReports(List<SampleDeltas.Sample> samples) {
        this.samples = samples;
        this.made = new ArrayList<>(Collections.nCopies(samples.size(), null));
    }

    /** @param elapsed of the run, in nanoseconds */
    Payload at(long elapsed, long number) {
        long now = TimeUnit.NANOSECONDS.toSeconds(elapsed);
        if (now > second) {
            second = now;
            Collections.fill(made, null);
        }
        int variant = (int) (number % samples.size());
        if (made.get(variant) == null) {
            made.set(variant, Payload.of(samples.get(variant).at(TimeUnit.SECONDS.toNanos(second))));
        }
        return made.get(variant);
    }
}
