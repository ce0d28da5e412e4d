package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    /** The share that a worker was told last. */
    private static Messages.Arrivals.Share last(ArrivalSchedule schedule, WorkerEntry worker) {
        return schedule.message(worker, 0).shares().getLast();
    }

    @Test
    void whereLostSharesStayLostNewcomersShareAllTheSame() {
        ArrivalSchedule schedule = schedule(LostWorkers.Continue);
        List<WorkerEntry> four = List.of(worker(0), worker(1), worker(2), worker(3));
        assertTrue(schedule.update(four, 4, Duration.ZERO));
        List<WorkerEntry> left = four.subList(0, 3);
        assertFalse(schedule.update(left, 4, Duration.ofSeconds(5)), "a quarter is nobody's");
        WorkerEntry fifth = worker(4);
        List<WorkerEntry> again = List.of(four.get(0), four.get(1), four.get(2), fifth);
        assertTrue(schedule.update(again, 4, Duration.ofSeconds(6)));
        assertEquals(new Messages.Arrivals.Share(70, 4, 3), last(schedule, fifth));
        assertEquals(new Messages.Arrivals.Share(70, 4, 2), last(schedule, four.get(2)));
    }

    @Test
    void theArrivalsOfOneThatIsLetGoAreTheOthers() {
        ArrivalSchedule schedule = schedule(LostWorkers.Continue);
        List<WorkerEntry> two = List.of(worker(0), worker(1));
        schedule.update(two, 2, Duration.ZERO);
        assertTrue(schedule.update(two.subList(0, 1), 1, Duration.ofSeconds(5)));
        assertEquals(new Messages.Arrivals.Share(60, 1, 0), last(schedule, two.getFirst()));
    }

    @Test
    void aClassThatIsNotPickedGetsNoArrival() {
        ArrivalSchedule schedule =
                schedule(LostWorkers.Redistribute, new ClassShare("Reader", 0, 0), new ClassShare("Buyer", 3, 0));
        assertEquals(
                Map.of("Reader", 0, "Buyer", 3), schedule.message(worker(0), 0).weights());
    }
}
