package dev.onrush.runner.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private final Histogram hdr = new Histogram(1, Buckets.HIGHEST, 3);

    private void check(long value) {
        int bucket = Buckets.of(value);
        assertEquals(hdr.lowestEquivalentValue(value), Buckets.lowest(bucket), () -> "lowest of " + value);
        assertEquals(hdr.highestEquivalentValue(value), Buckets.highest(bucket), () -> "highest of " + value);
        assertTrue(bucket >= 0 && bucket < Buckets.COUNT);
        assertTrue(Buckets.highest(bucket) - Buckets.lowest(bucket) <= value / 1_000);
    }

    @Test
    void theyAreThoseOfHdrHistogram() {
        Random random = new Random(3);
        for (long value = 0; value < 10_000; value++) {
            check(value);
        }
        for (int i = 0; i < 100_000; i++) {
            check(Math.min(Buckets.HIGHEST, random.nextLong(1L << 1 + random.nextInt(42))));
        }
        check(Buckets.HIGHEST);
    }

    @Test
    void whatIsLongerThanAnHourIsApartFromWhatIsNot() {
        int hour = Buckets.of(Buckets.HIGHEST);
        assertEquals(hour, Buckets.of(Buckets.highest(hour)));
        assertEquals(hour + 1, Buckets.of(Buckets.highest(hour) + 1));
        assertEquals(hour + 1, Buckets.of(Long.MAX_VALUE));
        assertEquals(hour + 1, Buckets.COUNT - 1);
        check(Buckets.lowest(hour + 1));
    }

    @Test
    void eachFollowsTheOneBefore() {
        for (int bucket = 1; bucket < Buckets.COUNT; bucket++) {
            assertEquals(Buckets.highest(bucket - 1) + 1, Buckets.lowest(bucket));
            assertEquals(bucket, Buckets.of(Buckets.lowest(bucket)));
        }
    }
}
