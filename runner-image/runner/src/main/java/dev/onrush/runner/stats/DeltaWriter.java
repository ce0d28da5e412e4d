package dev.onrush.runner.stats;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes a delta in bytes. Of a histogram only the buckets that were met are written: how far each is from the one before, and its
 * count. {@link DeltaReader} reads it.
 */
final class DeltaWriter {
    static final int VERSION = 5;

    private final Bytes bytes = new Bytes();
    private int bucketBefore;

    /**
     * @param firstName the number of the first of the keys
     * @param keys names that the reader may not know yet
     * @param byName by the numbers of names; null where there is nothing
     * @param intervals writes what goes behind it, with how durations are written
     */
    byte[] write(
            RunTotals totals,
            int firstName,
            List<RequestNames.Key> keys,
            Samples[] byName,
            BiConsumer<Bytes, Consumer<Times>> intervals) {
        bytes.number(VERSION);
        bytes.number(totals.aborted());
        counted(totals.dropped());
        counted(totals.startDelay());
        bytes.number(firstName);
        bytes.number(keys.size());
        keys.forEach(key -> {
            bytes.text(key.method());
            bytes.text(key.name());
        });
        int present = 0;
        for (Samples samples : byName) {
            present += samples != null && !samples.isEmpty() ? 1 : 0;
        }
        bytes.number(present);
        int before = -1;
        for (int name = 0; name < byName.length; name++) {
            if (byName[name] != null && !byName[name].isEmpty()) {
                bytes.number(name - before);
                before = name;
                samples(byName[name]);
            }
        }
        intervals.accept(bytes, this::times);
        return bytes.take();
    }

    private void samples(Samples samples) {
        bytes.number(samples.requests());
        bytes.number(samples.unfinished().count());
        samples.all().forEach(this::times);
        bytes.number(samples.contentBytes());
        bytes.number(samples.failures());
        bytes.number(samples.errors().size());
        for (Map.Entry<String, Long> error : samples.errors().entrySet()) {
            bytes.text(error.getKey());
            bytes.number(error.getValue());
        }
    }

    private void counted(Times times) {
        bytes.number(times.count());
        times(times);
    }

    private void times(Times times) {
        if (times.count() == 0) {
            return;
        }
        bytes.number(times.sum());
        bytes.number(times.min());
        bytes.number(times.max() - times.min());
        bytes.number(times.counts().occupied());
        bucketBefore = -1;
        times.counts().forEach((bucket, count) -> {
            bytes.number(bucket - bucketBefore);
            bytes.number(count);
            bucketBefore = bucket;
        });
    }
}
