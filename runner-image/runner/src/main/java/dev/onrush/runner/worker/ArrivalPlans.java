package dev.onrush.runner.worker;

import dev.onrush.contract.run.RateCurve;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.load.ArrivalPlan;
import dev.onrush.runner.load.ArrivalShare;
import java.time.Duration;

/** From a message to what the load understands. */
final class ArrivalPlans {
    private ArrivalPlans() {}

    static ArrivalPlan of(Messages.Arrivals arrivals) {
        return new ArrivalPlan(
                new RateCurve(arrivals.curve().stream()
                        .map(ramp -> new RateCurve.Step(ramp.rate(), Duration.ofNanos(ramp.nanos())))
                        .toList()),
                arrivals.poisson(),
                arrivals.maxUsers(),
                Duration.ofMillis(arrivals.maxStartDelayMillis()),
                arrivals.weights(),
                arrivals.shares().stream()
                        .map(share -> new ArrivalShare(share.from(), share.of(), share.index()))
                        .toList());
    }
}
