package dev.onrush.contract.run;

import dev.onrush.contract.input.Problems;
import dev.onrush.contract.quantity.Durations;
import dev.onrush.contract.run.ArrivalRate.Distribution;
import dev.onrush.contract.run.ArrivalRate.RateStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/** Checks {@code spec.load.arrivalRate}. */
final class ArrivalRateReader {
    private static final String FIELD = "spec.load.arrivalRate";
    private static final Pattern RATE = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final double MAX_RATE = 10_000_000;
    private static final int DEFAULT_MAX_USERS = 10_000;
    private static final Duration DEFAULT_MAX_START_DELAY = Duration.ofMinutes(1);

    private final Problems problems;
    private final ToIntFunction<String> lines;

    ArrivalRateReader(Problems problems, ToIntFunction<String> lines) {
        this.problems = problems;
        this.lines = lines;
    }

    /** @param longest the longest that a run may last */
    LoadShape.Arrivals read(ArrivalRate arrivals, String runTime, Duration longest) {
        if ((arrivals.rate() == null) == (arrivals.stages() == null)) {
            wrong(FIELD, "expected exactly one of arrivalRate.rate and arrivalRate.stages");
            return null;
        }
        RateCurve curve =
                arrivals.rate() != null ? constant(arrivals, runTime, longest) : ramps(arrivals, runTime, longest);
        Integer maxUsers = arrivals.maxUsers();
        if (maxUsers != null && (maxUsers < 1 || maxUsers > RunDefinition.MAX_USERS)) {
            wrong(
                    FIELD + ".maxUsers",
                    "expected a whole number from 1 to " + RunDefinition.MAX_USERS + ", found " + maxUsers);
        }
        Duration delay = arrivals.maxStartDelay() == null
                ? DEFAULT_MAX_START_DELAY
                : duration(FIELD + ".maxStartDelay", arrivals.maxStartDelay(), Duration.ofHours(1));
        return new LoadShape.Arrivals(
                curve,
                maxUsers == null ? DEFAULT_MAX_USERS : maxUsers,
                delay,
                arrivals.distribution() == Distribution.Poisson);
    }

    private RateCurve constant(ArrivalRate arrivals, String runTime, Duration longest) {
        double rate = rate(FIELD + ".rate", arrivals.rate(), false);
        if (runTime == null) {
            wrong("spec.load.runTime", "is required with arrivalRate.rate: expected a duration such as 10m");
            return RateCurve.constant(rate, Duration.ZERO);
        }
        return RateCurve.constant(rate, duration("spec.load.runTime", runTime, longest));
    }

    private RateCurve ramps(ArrivalRate arrivals, String runTime, Duration longest) {
        if (runTime != null) {
            wrong("spec.load.runTime", "is not allowed with arrivalRate.stages, which end by themselves");
        }
        List<RateStage> stages = arrivals.stages();
        if (stages.isEmpty() || stages.size() > 100) {
            wrong(FIELD + ".stages", "expected 1 to 100 stages, found " + stages.size());
        }
        List<RateCurve.Step> steps = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            String at = FIELD + ".stages[" + i + "]";
            RateStage stage = stages.get(i);
            if (stage == null) {
                wrong(at, "expected a rate and a duration, found nothing");
            } else {
                double rate = rate(at + ".rate", stage.rate(), true);
                steps.add(new RateCurve.Step(rate, duration(at + ".duration", stage.duration(), longest)));
            }
        }
        return new RateCurve(steps);
    }

    private double rate(String field, String text, boolean mayBeZero) {
        double rate = text != null && RATE.matcher(text).matches() ? Double.parseDouble(text) : -1;
        if (rate > 0 && rate <= MAX_RATE || rate == 0 && mayBeZero) {
            return rate;
        }
        wrong(
                field,
                "expected iterations per second, " + (mayBeZero ? "0 or more" : "more than 0") + " and at most "
                        + (long) MAX_RATE + ", found " + (text == null ? "nothing" : '"' + text + '"'));
        return 1;
    }

    private Duration duration(String field, String text, Duration max) {
        Optional<Duration> duration = text == null ? Optional.empty() : Durations.parse(text);
        if (duration.isEmpty() || duration.get().compareTo(max) > 0) {
            wrong(
                    field,
                    "expected a duration such as 30s or 1h30m, at most " + Durations.format(max) + ", found " + text);
            return Duration.ZERO;
        }
        return duration.get();
    }

    private void wrong(String field, String message) {
        problems.add(lines.applyAsInt(field), field, message);
    }
}
