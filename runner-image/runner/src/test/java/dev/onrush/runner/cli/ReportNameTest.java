package dev.onrush.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.RateCurve;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportNameTest {
    private static final Duration FOREVER = Duration.ofDays(30);

    private static String name(LoadShape shape, Load pursued) {
        return ReportName.of("{u}-{r}-{t}.html", shape, pursued, FOREVER);
    }

    @Test
    void usersAndRateAreThoseAtTheEndAndTheTimeIsTheDefinitions() {
        Load pursued = new Load(40, "2.5", null, null);
        assertEquals("40-2.5-1m30s.html", name(new LoadShape.Ramp(10, 1, Duration.ofSeconds(90)), pursued));
        assertEquals("40-2.5-until-stopped.html", name(new LoadShape.Ramp(10, 1, FOREVER), pursued));
    }

    @Test
    void theOpenModelHasItsMostUsersAndItsRate() {
        RateCurve curve = RateCurve.constant(12.5, Duration.ofMinutes(10));
        assertEquals("500-12.5-10m.html", name(new LoadShape.Arrivals(curve, 500, Duration.ofSeconds(1), false), null));
    }

    @Test
    void stagesAreNoSingleNumber() {
        LoadShape.Stages.Step step = new LoadShape.Stages.Step(10, Duration.ofMinutes(2));
        assertEquals("stages-stages-2m.html", name(new LoadShape.Stages(List.of(step)), null));
    }
}
