package dev.onrush.runner.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CutSheetsTest {
    private static final int REQUESTS = 300_000;
    private static final int REQUESTS_OF_A_NAME = 1_000;
    private static final int BETWEEN = 400;

    private final RequestNames names = new RequestNames();
    private final Recorder recorder = new Recorder(names);
    private final CutSheets sheets = new CutSheets(0);

    @Test
    void twoSheetsAreEnough() {
        Sheet second = sheets.empty();
        Sheet first = recorder.cut(second, 0);
        sheets.encode(first);
        assertSame(first, sheets.empty());
        sheets.encode(recorder.cut(first, 0));
        assertSame(second, sheets.empty());
    }

    /** As on a worker, where one loop records and another one writes out. */
    @Test
    void nothingIsLostOrCountedTwiceWhileAnotherThreadWritesOut() throws Exception {
        BlockingQueue<Sheet> full = new ArrayBlockingQueue<>(1);
        BlockingQueue<Sheet> empty = new ArrayBlockingQueue<>(1);
        empty.add(sheets.empty());
        recorder.begin(0);
        List<byte[]> deltas = new ArrayList<>();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writeOut(full, empty, deltas));
        long sum = 0;
        for (int i = 0; i < REQUESTS; i++) {
            long nanos = 1_000 + i * 37L % 5_000_000;
            int name = names.indexOf("GET", "/" + i / REQUESTS_OF_A_NAME);
            recorder.record(name, i, i, i, i + nanos, i + nanos, 0, null);
            sum += nanos;
            Sheet next = i % BETWEEN > 0 ? null : i < 10 * BETWEEN ? empty.take() : empty.poll();
            if (next != null) {
                full.add(recorder.cut(next, i));
            }
        }
        full.add(recorder.cut(empty.take(), REQUESTS));
        full.put(new Sheet());
        writer.get(30, TimeUnit.SECONDS);
        assertTrue(deltas.size() > 10, "cuts " + deltas.size());
        assertAll(statistics(deltas), sum);
        assertAll(statistics(List.of(sheets.everything())), sum);
    }

    /** An untouched sheet is the end. */
    private void writeOut(BlockingQueue<Sheet> full, BlockingQueue<Sheet> empty, List<byte[]> deltas) {
        try {
            for (Sheet sheet = full.take(); sheet.watermark() > 0 || deltas.isEmpty(); sheet = full.take()) {
                deltas.add(sheets.encode(sheet));
                empty.put(sheets.empty());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static RunStatistics statistics(List<byte[]> deltas) throws ProtocolException {
        WorkerNames worker = new WorkerNames(new RequestNames());
        RunStatistics statistics = new RunStatistics();
        for (byte[] delta : deltas) {
            statistics.add(new DeltaReader().read(Payload.of(delta), worker), worker, 0);
        }
        return statistics;
    }

    private static void assertAll(RunStatistics statistics, long sum) {
        assertEquals(REQUESTS, statistics.total().requests());
        assertEquals(sum, statistics.total().response().sum());
        for (int name = 0; name < REQUESTS / REQUESTS_OF_A_NAME; name++) {
            assertEquals(REQUESTS_OF_A_NAME, statistics.of(name).requests());
        }
        assertEquals(REQUESTS, statistics.intervals().get(0).requests());
    }
}
