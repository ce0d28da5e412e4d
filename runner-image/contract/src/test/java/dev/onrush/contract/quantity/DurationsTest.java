package dev.onrush.contract.quantity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0s, 0",
        "1ns, 1",
        "0.5ns, 0",
        "1us, 1000",
        "1µs, 1000",
        "500ms, 500000000",
        "1.5s, 1500000000",
        "1.000000001s, 1000000001",
        "10m, 600000000000",
        "1h30m, 5400000000000",
        "1m1m, 120000000000",
        "30s1h, 3630000000000",
        "8760h, 31536000000000000"
    })
    void aTextIsReadToTheNanosecond(String text, long nanos) {
        assertEquals(Optional.of(Duration.ofNanos(nanos)), Durations.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "-1s",
                "+1s",
                "1 s",
                "s",
                ".5s",
                "1.s",
                "1e3s",
                "1d",
                "1w",
                "5S",
                "1h-1m",
                "١s",
                "1s\n",
                "8761h",
                "8760h1ns",
                "99999999999999999999h",
                "0.00000000000000000000000000000001s"
            })
    void whatIsNoDurationIsEmpty(String text) {
        assertEquals(Optional.empty(), Durations.parse(text));
    }

    @Test
    void theLongestTextHas32Characters() {
        String digits = "1".repeat(9) + "." + "0".repeat(20);
        assertTrue(Durations.parse(digits + "us").isPresent());
        assertTrue(Durations.parse(digits + "0us").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 1ns",
        "999, 999ns",
        "1000, 1us",
        "850000, 850us",
        "999999, 1ms",
        "12300000, 12.3ms",
        "12345678, 12.35ms",
        "999949999, 999.9ms",
        "999999999, 1s",
        "1204000000, 1.204s",
        "3600000000000, 3600s"
    })
    void aMeasuredDurationHasFourSignificantDigitsAndTheLargestUnit(double nanos, String text) {
        assertEquals(text, Durations.format(nanos));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 1ns",
        "1500, 1.5us",
        "123456789, 123.456789ms",
        "1000000000, 1s",
        "1500000000, 1.5s",
        "60000000000, 1m",
        "90000000000, 1m30s",
        "3600000000000, 1h",
        "3600000000001, 1h0.000000001s",
        "5400000000000, 1h30m"
    })
    void aConfiguredDurationIsWrittenExactly(long nanos, String text) {
        assertEquals(text, Durations.format(Duration.ofNanos(nanos)));
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long bound = 1L << 1 + random.nextInt(54);
            Duration duration = Duration.ofNanos(random.nextLong(bound));
            assertEquals(Optional.of(duration), Durations.parse(Durations.format(duration)), duration::toString);
        }
    }

    @Test
    void aMeasuredDurationIsWrittenWithinHalfOfItsLastDigit() {
        Random random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            long nanos = 1 + random.nextLong(1L << 1 + random.nextInt(50));
            String text = Durations.format((double) nanos);
            long read = Durations.parse(text).orElseThrow().toNanos();
            assertEquals(nanos, read, nanos * 0.0005, text);
        }
    }
}
