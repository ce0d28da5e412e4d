package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.runner.bus.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final List<ClassShare> CLASSES = List.of(new ClassShare("A", 3, 0), new ClassShare("B", 1, 0));

    private final List<WorkerEntry> workers = new ArrayList<>(IntStream.range(0, 4)
            .mapToObj(i -> new WorkerEntry(
                    new Messages.Register("", Messages.PROTOCOL, "w" + i, "", "host", i, null), i, CLASSES.size(), 0))
            .toList());

    private static Pacer pacer(LostWorkers policy) {
        return new Pacer(new LoadShape.Ramp(80, 40, Duration.ofSeconds(10)), CLASSES, policy, 4);
    }

    private int users() {
        return workers.stream().mapToInt(w -> w.assigned()[0] + w.assigned()[1]).sum();
    }

    @Test
    void usersAreTheShapesAtEachTick() {
        Pacer pacer = pacer(LostWorkers.Redistribute);
        pacer.tick(workers, Duration.ZERO);
        assertEquals(1, users());
        pacer.tick(workers, SECOND);
        assertEquals(41, users());
        Map<WorkerEntry, Map<String, Integer>> changes = pacer.tick(workers, Duration.ofSeconds(5));
        assertEquals(80, users());
        assertEquals(List.copyOf(workers), List.copyOf(changes.keySet()));
        changes.values().forEach(users -> assertEquals(Map.of("A", 15, "B", 5), users));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 2.5, 7, 999, 5_000})
    void aRampIsSmoothAtAnyRate(double rate) {
        Pacer pacer = new Pacer(
                new LoadShape.Ramp(1_000_000, rate, Duration.ofMinutes(1)), CLASSES, LostWorkers.Redistribute, 4);
        pacer.tick(workers, Duration.ZERO);
        for (int tick = 1; tick < 600; tick++) {
            pacer.tick(workers, Duration.ofMillis(100L * tick));
            assertEquals(1 + rate * tick / 10, users(), 1, "at tick " + tick);
        }
    }

    @Test
    void whatDoesNotChangeIsNotSaid() {
        Pacer pacer = pacer(LostWorkers.Redistribute);
        pacer.tick(workers, Duration.ofSeconds(5));
        assertEquals(Map.of(), pacer.tick(workers, Duration.ofSeconds(6)));
        assertEquals(Map.of(), pacer.tick(workers, Duration.ofHours(1)), "beyond the end");
    }

    @Test
    void theUsersOfALostWorkerAreRedistributedAtTheSpawnRate() {
        Pacer pacer = pacer(LostWorkers.Redistribute);
        pacer.tick(workers, Duration.ofSeconds(5));
        workers.removeFirst();
        assertEquals(60, users());
        pacer.tick(workers, Duration.ofMillis(5_100));
        assertTrue(users() >= 63 && users() <= 65, "40 users per second for 100 ms: " + users());
        for (int millis = 5_200; millis <= 5_600; millis += 100) {
            pacer.tick(workers, Duration.ofMillis(millis));
        }
        assertEquals(80, users());
    }

    @Test
    void anotherNumberOfUsersIsReachedAtItsRateUpAndDown() {
        Pacer pacer = pacer(LostWorkers.Redistribute);
        pacer.tick(workers, Duration.ofSeconds(5));
        pacer.change(new LoadShape.Ramp(100, 10, Duration.ofSeconds(10)));
        pacer.tick(workers, Duration.ofSeconds(6));
        assertEquals(91, users(), "the first at once, ten in a second");
        pacer.tick(workers, Duration.ofSeconds(8));
        assertEquals(100, users());
        pacer.change(new LoadShape.Ramp(4, 1_000, Duration.ofSeconds(10)));
        pacer.tick(workers, Duration.ofSeconds(9));
        assertEquals(4, users());
        assertEquals("1000", pacer.load().orElseThrow().spawnRate());
    }

    @Test
    void orTheRunGoesOnWithoutThem() {
        Pacer pacer = pacer(LostWorkers.Continue);
        pacer.tick(workers, Duration.ofSeconds(5));
        workers.removeFirst();
        assertEquals(Map.of(), pacer.tick(workers, Duration.ofSeconds(5)), "the others keep what they have");
        assertEquals(60, users());
        assertEquals(60, pacer.wanted(), "nobody waits for those that stay lost");
    }

    @Test
    void theirLossIsNoArrivalOfItsOwn() {
        Pacer pacer = pacer(LostWorkers.Continue);
        pacer.tick(workers, Duration.ofSeconds(5));
        assertTrue(pacer.hasArrived(80));
        workers.removeFirst();
        pacer.tick(workers, Duration.ofSeconds(6));
        assertFalse(pacer.hasArrived(60));
    }

    @Test
    void usersArriveWithoutThoseThatWereLostBefore() {
        Pacer pacer = pacer(LostWorkers.Continue);
        workers.removeFirst();
        pacer.tick(workers, Duration.ofSeconds(5));
        assertTrue(pacer.hasArrived(60));
    }

    @Test
    void whereOnlyFixedCountsAreWantedThereAreNoMoreUsers() {
        List<ClassShare> fixed =
                List.of(new ClassShare("A", 1, 6), new ClassShare("B", 1, 4), new ClassShare("unpicked", 0, 0));
        workers.forEach(worker -> worker.assigned(new int[3]));
        Pacer pacer = new Pacer(new LoadShape.Ramp(20, 100, Duration.ofMinutes(1)), fixed, LostWorkers.Redistribute, 4);
        assertEquals(10, pacer.wanted());
        pacer.tick(workers, SECOND);
        assertEquals(10, users());
        assertTrue(pacer.hasArrived(10));
        pacer.tick(workers, Duration.ofSeconds(2));
        assertEquals(SECOND, pacer.moved(), "nobody is left to start");
        assertEquals(20, pacer.load().orElseThrow().users(), "what was asked for");
    }

    @Test
    void theDefinitionHoldsUntilSomethingElseIsWanted() {
        Pacer pacer = pacer(LostWorkers.Redistribute);
        pacer.tick(workers, SECOND);
        assertTrue(pacer.isAsDefined(Duration.ofHours(1)));
        pacer.change(new LoadShape.Ramp(10, 10, Duration.ofSeconds(10)));
        pacer.tick(workers, Duration.ofSeconds(2));
        pacer.tick(workers, Duration.ofSeconds(3));
        assertTrue(pacer.isAsDefined(Duration.ofMillis(1_999)));
        assertFalse(pacer.isAsDefined(Duration.ofSeconds(2)));
    }

    @Test
    void withoutWorkersThereIsNothingToSay() {
        assertTrue(pacer(LostWorkers.Continue).tick(List.of(), SECOND).isEmpty());
        assertTrue(pacer(LostWorkers.Redistribute).tick(List.of(), SECOND).isEmpty());
    }
}
