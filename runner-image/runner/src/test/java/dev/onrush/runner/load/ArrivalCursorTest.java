package dev.onrush.runner.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.run.RateCurve;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ArrivalCursorTest {
    private static final RateCurve CURVE = new RateCurve(
            List.of(new RateCurve.Step(100, Duration.ofSeconds(5)), new RateCurve.Step(30, Duration.ofSeconds(10))));

    private static List<Long> whole() {
        List<Long> dues = new ArrayList<>();
        for (long i = 0; i < CURVE.total(); i++) {
            dues.add(CURVE.dueNanos(i));
        }
        return dues;
    }

    private static List<Long> until(ArrivalCursor cursor, long end) {
        List<Long> dues = new ArrayList<>();
        while (cursor.due() < end) {
            dues.add(cursor.due());
            cursor.advance();
        }
        return dues;
    }

    @Test
    void aPlanThatEndsStartsWhatIsDueUntilThenAndNothingAfter() {
        ArrivalPlan plan = new ArrivalPlan(
                CURVE,
                false,
                10,
                Duration.ofSeconds(1),
                Map.of("A", 1),
                List.of(new ArrivalShare(0, 2, 1), new ArrivalShare(100_000, 3, 0)));
        Duration end = Duration.ofSeconds(4);
        List<Long> before = until(new ArrivalCursor(CURVE, plan.shares(), null), end.toNanos());
        List<Long> ended = until(new ArrivalCursor(CURVE, plan.until(end).shares(), null), Long.MAX_VALUE);
        assertTrue(before.size() > 10);
        assertEquals(before, ended);
    }

    @Test
    void allWorkersTogetherStartEachArrivalOnce() {
        for (int workers : new int[] {1, 2, 3, 7}) {
            List<Long> together = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                List<ArrivalShare> shares = List.of(new ArrivalShare(0, workers, worker));
                List<Long> own = until(new ArrivalCursor(CURVE, shares, null), Long.MAX_VALUE);
                assertEquals(CURVE.total() / (double) workers, own.size(), 1);
                together.addAll(own);
            }
            Collections.sort(together);
            assertEquals(whole(), together);
        }
    }

    /** Workers come and go; each division begins at an arrival that no worker has reached when it hears of it. */
    @Test
    void anotherDivisionLosesNoArrivalAndStartsNoneTwice() {
        Random random = new Random(5);
        for (int run = 0; run < 50; run++) {
            int workers = 6;
            List<ArrivalCursor> cursors = new ArrayList<>();
            List<List<ArrivalShare>> shares = new ArrayList<>();
            List<Long> together = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                shares.add(new ArrayList<>(List.of(new ArrivalShare(0, 1, worker == 0 ? 0 : -1))));
                cursors.add(new ArrivalCursor(CURVE, List.copyOf(shares.get(worker)), null));
            }
            long from = 0;
            while (from + 50 < CURVE.total()) {
                from += 1 + random.nextInt(150);
                long until = CURVE.dueNanos(Math.min(CURVE.total() - 1, Math.max(0, from - 1 - random.nextInt(20))));
                cursors.forEach(cursor -> together.addAll(until(cursor, until)));
                int count = 1 + random.nextInt(workers);
                List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
                Collections.shuffle(order, random);
                for (int i = 0; i < workers; i++) {
                    int worker = order.get(i);
                    shares.get(worker).add(new ArrivalShare(from, count, i < count ? i : -1));
                    cursors.get(worker).divide(List.copyOf(shares.get(worker)));
                }
            }
            cursors.forEach(cursor -> together.addAll(until(cursor, Long.MAX_VALUE)));
            Collections.sort(together);
            assertEquals(whole(), together);
        }
    }

    @Test
    void randomArrivalsHaveTheRateAndTheVarianceOfAPoissonProcess() {
        RateCurve curve = RateCurve.constant(100, Duration.ofSeconds(200));
        List<Long> together = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            RandomGenerator random = new Random(worker);
            List<ArrivalShare> shares = List.of(new ArrivalShare(0, 4, worker));
            List<Long> own = until(new ArrivalCursor(curve, shares, random), Long.MAX_VALUE);
            assertEquals(5_000, own.size(), 4 * Math.sqrt(5_000));
            together.addAll(own);
        }
        int[] perSecond = new int[200];
        together.forEach(due -> perSecond[(int) (due / 1_000_000_000L)]++);
        double mean = together.size() / 200.0;
        double variance = 0;
        for (int count : perSecond) {
            variance += (count - mean) * (count - mean) / 199;
        }
        assertEquals(100, mean, 3);
        assertTrue(variance > 60 && variance < 150, "variance " + variance);
    }
}
