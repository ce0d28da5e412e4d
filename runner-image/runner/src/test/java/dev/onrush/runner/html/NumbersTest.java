package dev.onrush.runner.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "0.0004|0",
                "0.0314|0.031",
                "1.234|1.23",
                "12.34|12.3",
                "123.4|123",
                "1234.4|1,234",
                "5000|5,000"
            })
    void decimalsHaveThreeDigitsOrSo(double value, String text) {
        assertEquals(text, Numbers.decimal(value));
    }

    @Test
    void aDurationHasTheLeastThatItCanHaveBeenBelowIt() {
        assertEquals(
                "4.28<small>≥ 0.381</small>",
                Numbers.bounded(4_280_000L, 381_400L).toString());
        assertEquals("4.28", Numbers.bounded(4_280_000L, 4_279_000L).toString(), "not told apart by a histogram");
        assertEquals("≥ 5.10", Numbers.bounded(null, 5_100_000L).toString());
    }
}
