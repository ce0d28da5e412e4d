package dev.onrush.runner.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.runner.bus.ReportParts;
import dev.onrush.runner.stats.RequestNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** As many and as long names as there can be, in one report: it takes several frames. */
class LongReportTest {
    private static final int NAMES = 9_000;

    private static final String PLAN = """
            import dev.onrush.api.*;

            public final class Many implements Plan {
                @Override
                public void define(PlanBuilder plan) {
                    plan.user("Many", context -> new Namer(context)).task("all", Namer::all);
                }

                static final class Namer extends User {
                    Namer(UserContext context) {
                        super(context);
                    }

                    void all() {
                        String end = "€".repeat(LENGTH - 5);
                        for (int i = 10_000; i < 10_000 + NAMES; i++) {
                            requests().start("x", i + end).success(1);
                        }
                        stopTest("that is all of them");
                    }
                }
            }
            """;

    @Test
    void itArrivesWhole() throws Exception {
        String plan = PLAN.replace("LENGTH", "" + RequestNames.MAX_LENGTH).replace("NAMES", "" + NAMES);
        assertEquals(true, NAMES * RequestNames.MAX_LENGTH * 3L > 2L * ReportParts.PART);
        PlanFiles files = PlanFiles.of("test", Map.of("Many.java", plan.getBytes(StandardCharsets.UTF_8)), null);
        try (JavaRun run = JavaRun.oneWorker(files, 1, Duration.ofSeconds(30))) {
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state(), summary.message());
            assertEquals(0, summary.results().requests() % NAMES, "every name as often as the next");
            assertEquals(
                    NAMES,
                    run.master.statistics().await().entries().stream()
                            .filter(row -> row.name().endsWith("€"))
                            .count());
        }
    }
}
