package dev.onrush.runner.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartGateTest {
    private final List<Integer> started = new ArrayList<>();
    private int asked;
    private final StartGate gate = new StartGate(() -> asked++);

    private void start(int... numbers) {
        for (int number : numbers) {
            gate.start(() -> started.add(number));
        }
    }

    @Test
    void nothingStartsWithoutAGrant() {
        start(1, 2);
        assertEquals(List.of(), started);
        assertEquals(0, gate.started());
    }

    @Test
    void aGrantStartsWhatWaitsInOrderAndNoMore() {
        start(1, 2, 3, 4);
        gate.grant(3);
        assertEquals(List.of(1, 2, 3), started);
        assertEquals(3, gate.started());
        gate.grant(10);
        start(5);
        assertEquals(List.of(1, 2, 3, 4, 5), started);
    }

    @Test
    void anOlderGrantTakesNothingBack() {
        gate.grant(5);
        gate.grant(2);
        start(1, 2, 3);
        assertEquals(List.of(1, 2, 3), started);
    }

    @Test
    void aStartThatStartsAnotherDoesNotLetItOvertake() {
        gate.start(() -> {
            started.add(1);
            start(4);
        });
        start(2, 3);
        gate.grant(100_000);
        assertEquals(List.of(1, 2, 3, 4), started);
    }

    @Test
    void aChainOfStartsEndsAtTheGrant() {
        gate.grant(2);
        gate.start(() -> {
            started.add(1);
            start(2, 3);
        });
        assertEquals(List.of(1, 2), started);
        gate.grant(3);
        assertEquals(List.of(1, 2, 3), started);
    }

    @Test
    void aGrantIsAskedForOncePerGrantWhenHalfOfItIsUsed() {
        gate.grant(GrantPolicy.MIN_AHEAD);
        start(IntStream.range(1, (int) GrantPolicy.MIN_AHEAD / 2).toArray());
        assertEquals(0, asked);
        start(1, 2, 3);
        assertEquals(1, asked);
        gate.grant(2 * GrantPolicy.MIN_AHEAD);
        start(4);
        assertEquals(1, asked);
    }

    @Test
    void whatIsExpectedIsAskedForAtOnceWhereItIsMoreThanIsLeft() {
        gate.grant(10);
        start(1, 2, 3);
        gate.expect(7);
        assertEquals(0, asked);
        gate.expect(8);
        assertEquals(1, asked);
    }
}
