package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.RateCurve;
import dev.onrush.runner.bus.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArrivalScheduleTest {
    private static final RateCurve CURVE = RateCurve.constant(10, Duration.ofMinutes(1));

    private static ArrivalSchedule schedule(LostWorkers policy, ClassShare... classes) {
        return new ArrivalSchedule(
                new LoadShape.Arrivals(CURVE, 100, Duration.ofSeconds(30), false), List.of(classes), policy);
    }

    private static WorkerEntry worker(int index) {
        return new WorkerEntry(new Messages.Register("", "", "w" + index, "", "host", 1, null), index, 1, 0);
    }

    @Test
    void aClassThatIsNotPickedGetsNoArrival() {
        ArrivalSchedule schedule =
                schedule(LostWorkers.Redistribute, new ClassShare("Reader", 0, 0), new ClassShare("Buyer", 3, 0));
        assertEquals(
                Map.of("Reader", 0, "Buyer", 3), schedule.message(worker(0), 0).weights());
    }
}
