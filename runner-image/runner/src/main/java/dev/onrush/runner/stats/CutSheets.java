package dev.onrush.runner.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Writes out what was cut, and keeps the sum of it for a master that knows nothing of it. Not thread-safe, and not used where requests are recorded, but for {@link #empty}. */
public final class CutSheets {
    private final DeltaWriter writer = new DeltaWriter();
    private final int fixed;
    private final List<RequestNames.Key> names = new ArrayList<>();
    private final RunTotals totals = new RunTotals();
    private final Intervals intervals = new Intervals();
    private Samples[] byName = new Samples[0];
    private long watermark;
    private final AtomicReference<Sheet> empty = new AtomicReference<>(new Sheet());

    /** @param fixed as {@link RequestNames#fixed} */
    public CutSheets(int fixed) {
        this.fixed = fixed;
    }

    /** A sheet to record into next; from any thread. */
    public Sheet empty() {
        Sheet given = empty.getAndSet(null);
        return given == null ? new Sheet() : given;
    }

    /** What is on the sheet as a delta. The sheet is empty then, and the next one to be given. */
    public byte[] encode(Sheet full) {
        byte[] delta = writer.write(
                full.totals(),
                full.firstName(),
                full.names(),
                full.byName(),
                (bytes, times) -> IntervalsWriter.write(bytes, full.watermark(), full.intervals(), times));
        names.addAll(full.names());
        watermark = full.watermark();
        keep(full);
        empty.set(full);
        return delta;
    }

    /** Everything that was ever cut, as one delta. */
    public byte[] everything() {
        return writer.write(
                totals,
                fixed,
                names,
                byName,
                (bytes, times) -> IntervalsWriter.write(bytes, watermark, intervals, times));
    }

    /** What was cut until now is left out of {@link #everything}; names keep their numbers. */
    public void forget() {
        byName = new Samples[0];
        totals.clear();
        intervals.clear();
    }

    private void keep(Sheet full) {
        Samples[] cut = full.byName();
        byName = Arrays.copyOf(byName, Math.max(byName.length, cut.length));
        for (int i = 0; i < cut.length; i++) {
            if (cut[i] != null && !cut[i].isEmpty()) {
                if (byName[i] == null) {
                    byName[i] = new Samples();
                }
                byName[i].add(cut[i]);
                cut[i].clear();
            }
        }
        totals.add(full.totals());
        full.totals().clear();
        full.intervals().moveTo(intervals);
        intervals.pack(watermark);
    }
}
