package dev.onrush.runner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.runner.worker.Silence.Action;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceTest {
    private final Silence silence = new Silence(10_000, Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({
        "0, true, GO_ON",
        "10000, true, GO_ON",
        "10000, false, GO_ON",
        "10001, true, CUT_OFF",
        "70000, true, CUT_OFF",
        "70001, true, GIVE_UP",
        "10001, false, GIVE_UP"
    })
    void theLongerTheMasterIsSilentTheMoreIsDone(long millis, boolean driving, Action expected) {
        assertEquals(expected, silence.after(millis, driving));
    }
}
