package dev.onrush.runner.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportWriterTest {
    @Test
    void oneThingAfterTheOtherOnAThreadOfItsOwnAndWhatWasGivenIsDone() throws Exception {
        List<Integer> done = new ArrayList<>();
        CompletableFuture<Thread> last = new CompletableFuture<>();
        try (ReportWriter writer = new ReportWriter()) {
            IntStream.range(0, 1_000).forEach(i -> writer.execute(() -> done.add(i)));
            writer.execute(() -> last.complete(Thread.currentThread()));
        }
        assertNotSame(Thread.currentThread(), last.get(10, TimeUnit.SECONDS));
        assertEquals(IntStream.range(0, 1_000).boxed().toList(), done);
    }
}
