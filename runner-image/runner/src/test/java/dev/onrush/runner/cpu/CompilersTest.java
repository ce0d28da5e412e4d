package dev.onrush.runner.cpu;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CompilersTest {
    private final Compilers compilers = new Compilers();

    @Test
    void theirTimeGrowsWhileThereIsSomethingToCompile() {
        long before = compilers.nanos();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            // Each lambda form and stream of a new length is code that has not been compiled yet.
            LongStream.range(0, 100_000).map(i -> i * i).filter(i -> i % 3 == 0).sum();
            return compilers.nanos() > before;
        });
    }

    @Test
    void withoutACacheTheyAreNotTrained() {
        assertFalse(Compilers.areTrained(), "tests run without -XX:AOTCache");
    }

    @Test
    void theirTimeNeverShrinks() {
        long last = 0;
        for (int i = 0; i < 1_000; i++) {
            long now = compilers.nanos();
            assertTrue(now >= last, now + " after " + last);
            last = now;
        }
    }
}
