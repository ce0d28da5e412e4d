package dev.onrush.contract.quantity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "2.5, 2.5",
        "2.55, 2.6",
        "10, 10",
        "999.94, 999.9",
        "999.96, 1000",
        "1000.4, 1000",
        "48210.5, 48211",
        "12345678, 12345678"
    })
    void aRateHasOneDecimalBelowAThousand(double rate, String text) {
        assertEquals(text, Decimals.rate(rate));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0%",
        "0, 10, 0%",
        "10, 10, 100%",
        "1, 2, 50%",
        "1, 3, 33.3%",
        "12, 10000, 0.12%",
        "1, 1000000000, 0.0000001%"
    })
    void aShareIsAPercentageThatIsZeroOnlyWhenThePartIs(long part, long whole, String text) {
        assertEquals(text, Decimals.ratio(part, whole));
    }
}
