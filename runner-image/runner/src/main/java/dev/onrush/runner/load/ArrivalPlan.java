package dev.onrush.runner.load;

import dev.onrush.contract.run.RateCurve;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The iterations that a worker starts in the open model.
 *
 * @param curve the rate of all workers together
 * @param poisson at random moments with that rate instead of at equal distances
 * @param maxUsers that this worker runs at a time
 * @param maxStartDelay how long an arrival waits for a user at most
 * @param weights of user classes, all of the plan's; at least one above zero
 * @param shares which arrivals are this worker's, in the order of their first
 */
public record ArrivalPlan(
        RateCurve curve,
        boolean poisson,
        int maxUsers,
        Duration maxStartDelay,
        Map<String, Integer> weights,
        List<ArrivalShare> shares) {

    /** The same, and nothing that is due later than this after the start. */
    public ArrivalPlan until(Duration elapsed) {
        long end = curve.dueBefore(elapsed);
        List<ArrivalShare> ending = new ArrayList<>();
        shares.stream().filter(share -> share.from() < end).forEach(ending::add);
        ending.add(new ArrivalShare(end, 1, -1));
        return new ArrivalPlan(curve, poisson, maxUsers, maxStartDelay, weights, List.copyOf(ending));
    }
}
