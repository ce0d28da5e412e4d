package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final int ANY = Integer.MAX_VALUE;

    private final Places places = new Places(4);

    @Test
    void theLostOnesPlaceStaysUntilAnotherTakesIt() {
        assertEquals(4, places.count(4, 4));
        assertEquals(4, places.count(3, 4));
        assertEquals(4, places.count(4, 4));
    }

    @Test
    void whoIsYetToComeHasNone() {
        assertEquals(4, places.count(4, 6));
        assertEquals(5, places.count(5, 6));
        assertEquals(5, places.count(4, 6), "that one was lost again");
        assertEquals(6, places.count(6, 6));
    }

    @Test
    void whoIsLetGoLeavesNone() {
        assertEquals(4, places.count(4, 2));
        assertEquals(3, places.count(3, 2));
        assertEquals(2, places.count(2, 2));
        assertEquals(2, places.count(2, 4), "more are wanted again");
    }

    @Test
    void whereMoreMayComeEachOfThemIsMissed() {
        places.begin(2);
        assertEquals(2, places.count(2, ANY));
        assertEquals(5, places.count(5, ANY));
        assertEquals(5, places.count(3, ANY));
    }

    @Test
    void aRunThatGoesOnMissesThoseThatDoNotComeBack() {
        assertEquals(4, places.count(2, 4));
    }
}
