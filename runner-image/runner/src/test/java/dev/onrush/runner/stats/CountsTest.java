package dev.onrush.runner.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountsTest {
    private static Map<Integer, Long> read(Counts counts) {
        Map<Integer, Long> read = new TreeMap<>();
        List<Integer> order = new ArrayList<>();
        counts.forEach((bucket, count) -> {
            read.put(bucket, count);
            order.add(bucket);
        });
        assertEquals(List.copyOf(read.keySet()), order, "the lowest first, each once");
        return read;
    }

    /** Few buckets are a list and many are pages; nobody sees which. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 96, 97, 300, 5_000})
    void whatWasCountedIsThere(int buckets) {
        Random random = new Random(buckets);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < Buckets.COUNT; i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, random);
        Counts counts = new Counts();
        for (int round = 0; round < 3; round++) {
            Map<Integer, Long> expected = new TreeMap<>();
            List<Integer> sorted = new ArrayList<>();
            for (int i = 0; i < buckets; i++) {
                int bucket = numbers.get(random.nextInt(buckets));
                long times = 1 + random.nextInt(3);
                counts.add(bucket, times);
                expected.merge(bucket, times, Long::sum);
                sorted.addAll(Collections.nCopies((int) times, bucket));
            }
            Collections.sort(sorted);
            assertEquals(expected, read(counts));
            assertEquals(sorted.size(), counts.total());
            for (int rank = 1; rank <= sorted.size(); rank++) {
                assertEquals(sorted.get(rank - 1), counts.bucketAt(rank));
            }
            long beyond = counts.total() + 1;
            assertThrows(IllegalArgumentException.class, () -> counts.bucketAt(beyond));
            Counts together = new Counts();
            together.add(numbers.getFirst(), 5);
            together.addAll(counts);
            expected.merge(numbers.getFirst(), 5L, Long::sum);
            assertEquals(expected, read(together));
            counts.clear();
            assertEquals(Map.of(), read(counts));
        }
    }

    @Test
    void encodedBucketsAreAddedAsIfOneByOne() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Counts oneByOne = new Counts();
            Counts together = new Counts();
            for (int part = 0; part < 4; part++) {
                int[] buckets = random.ints(0, Buckets.COUNT)
                        .limit(random.nextInt(1, 150))
                        .distinct()
                        .sorted()
                        .toArray();
                long[] times = random.longs(buckets.length, 1, 1_000_000).toArray();
                int from = random.nextInt(buckets.length);
                Bytes encoded = new Bytes();
                encoded.text("something before");
                int begin = encoded.length();
                int before = -1;
                for (int i = from; i < buckets.length; i++) {
                    oneByOne.add(buckets[i], times[i]);
                    encoded.number(buckets[i] - before);
                    encoded.number(times[i]);
                    before = buckets[i];
                }
                int end = encoded.length();
                together.addAll(
                        encoded.take(),
                        begin,
                        end,
                        LongStream.of(times).skip(from).sum());
            }
            Map<Integer, Long> expected = new TreeMap<>();
            oneByOne.forEach(expected::put);
            Map<Integer, Long> found = new TreeMap<>();
            together.forEach(found::put);
            assertEquals(expected, found);
            assertEquals(oneByOne.total(), together.total());
        }
    }
}
