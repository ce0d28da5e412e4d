package dev.onrush.contract.run;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import dev.onrush.contract.input.Problems;
import dev.onrush.contract.quantity.Durations;
import dev.onrush.contract.threshold.InvalidThresholdException;
import dev.onrush.contract.threshold.Threshold;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks what defines a run, whatever let it in: an API server with the schema and its CEL rules, or a file that nobody checked.
 * The fields are named as in the LoadTest, {@code spec.load.users}.
 */
public final class RunSpecReader {
    private static final Duration MAX_RUN = Duration.ofDays(30);
    private static final Pattern RATE = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    private final Problems problems;
    private final ToIntFunction<String> lines;

    private RunSpecReader(Problems problems, ToIntFunction<String> lines) {
        this.problems = problems;
        this.lines = lines;
    }

    /**
     * Checks a spec.
     *
     * @param source the name of what it was read from, for messages
     * @param lines the line of a field, 0 where there is none
     */
    public static RunDefinition read(RunSpec spec, String source, ToIntFunction<String> lines)
            throws InvalidInputException {
        if (spec == null) {
            throw new InvalidInputException(new Problem(source, 0, "spec", "is required"));
        }
        Problems problems = new Problems(source);
        RunDefinition definition = new RunSpecReader(problems, lines).definition(spec);
        problems.throwIfAny();
        return definition;
    }

    /**
     * Checks a change of users and spawn rate while a test runs; its run time stays as it was.
     *
     * @param load with users; a spawn rate that is absent is as many users per second
     */
    public static LoadShape.Ramp readChange(Load load, LoadShape.Ramp running) throws InvalidInputException {
        Problems problems = new Problems("load");
        if (load == null || load.users() == null || load.stages() != null || load.arrivalRate() != null) {
            problems.add(0, "load.users", "is required: expected a whole number of users, and no stages");
            problems.throwIfAny();
        }
        RunSpecReader reader = new RunSpecReader(problems, field -> 0);
        int users = reader.range("load.users", load.users(), 0, RunDefinition.MAX_USERS);
        double rate = load.spawnRate() == null ? Math.max(1, users) : reader.rate(load.spawnRate());
        problems.throwIfAny();
        return new LoadShape.Ramp(users, rate, running.length());
    }

    private RunDefinition definition(RunSpec spec) {
        new PlanSourceReader(problems, lines).check(spec.plan());
        return new RunDefinition(
                target(spec.target()),
                shape(spec.load()),
                workers(spec.workers()),
                thresholds(spec.thresholds()),
                optionalDuration(
                        "spec.stopTimeout",
                        spec.stopTimeout(),
                        RunDefinition.DEFAULT_STOP_TIMEOUT,
                        Duration.ofHours(1)),
                optionalDuration(
                        "spec.startDeadline",
                        spec.startDeadline(),
                        RunDefinition.DEFAULT_START_DEADLINE,
                        Duration.ofDays(1)),
                spec.lostWorkers() == null ? LostWorkers.Redistribute : spec.lostWorkers());
    }

    private URI target(String target) {
        String expected = "expected a base URL such as http://shop.default.svc:8080";
        if (target == null) {
            return wrong("spec.target", "is required: " + expected);
        }
        try {
            URI uri = new URI(target);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
            return http && uri.getHost() != null && bare
                    ? uri
                    : wrong("spec.target", expected + ", found \"" + target + '"');
        } catch (URISyntaxException e) {
            return wrong("spec.target", expected + ", found \"" + target + "\": " + e.getReason());
        }
    }

    private LoadShape shape(Load load) {
        if (load == null
                || Stream.of(load.users(), load.stages(), load.arrivalRate())
                                .filter(Objects::nonNull)
                                .count()
                        != 1) {
            return wrong("spec.load", "expected exactly one of load.users, load.stages and load.arrivalRate");
        }
        if (load.arrivalRate() != null) {
            if (load.spawnRate() != null) {
                wrong(
                        "spec.load.spawnRate",
                        "is not allowed with load.arrivalRate, which starts users as they are needed");
            }
            return new ArrivalRateReader(problems, lines).read(load.arrivalRate(), load.runTime(), MAX_RUN);
        }
        return load.users() != null ? ramp(load) : stages(load);
    }

    private LoadShape ramp(Load load) {
        int users = range("spec.load.users", load.users(), 1, RunDefinition.MAX_USERS);
        double rate = load.spawnRate() == null ? users : rate(load.spawnRate());
        Duration runTime = load.runTime() == null
                ? wrong("spec.load.runTime", "is required with load.users: expected a duration such as 10m")
                : duration("spec.load.runTime", load.runTime(), MAX_RUN);
        return new LoadShape.Ramp(users, rate, runTime);
    }

    private LoadShape stages(Load load) {
        if (load.runTime() != null) {
            wrong("spec.load.runTime", "is not allowed with load.stages, which end by themselves");
        }
        if (load.spawnRate() != null) {
            wrong("spec.load.spawnRate", "is not allowed with load.stages, which ramp by themselves");
        }
        if (load.stages().isEmpty() || load.stages().size() > 100) {
            wrong(
                    "spec.load.stages",
                    "expected 1 to 100 stages, found " + load.stages().size());
        }
        List<LoadShape.Stages.Step> steps = new ArrayList<>();
        for (int i = 0; i < load.stages().size(); i++) {
            Stage stage = load.stages().get(i);
            String at = "spec.load.stages[" + i + "]";
            if (stage == null) {
                wrong(at, "expected users and a duration, found nothing");
                continue;
            }
            int users = range(at + ".users", stage.users(), 0, RunDefinition.MAX_USERS);
            steps.add(new LoadShape.Stages.Step(users, duration(at + ".duration", stage.duration(), MAX_RUN)));
        }
        return new LoadShape.Stages(steps);
    }

    private int workers(RunSpec.Workers workers) {
        return workers == null || workers.cores() == null
                ? 1
                : range("spec.workers.cores", workers.cores(), 1, RunDefinition.MAX_WORKERS);
    }

    private List<Threshold> thresholds(List<String> expressions) {
        List<Threshold> thresholds = new ArrayList<>();
        List<String> given = expressions == null ? List.of() : expressions;
        if (given.size() > RunDefinition.MAX_THRESHOLDS) {
            wrong("spec.thresholds", "expected at most " + RunDefinition.MAX_THRESHOLDS + ", found " + given.size());
        }
        for (int i = 0; i < given.size(); i++) {
            try {
                thresholds.add(Threshold.parse(given.get(i)));
            } catch (InvalidThresholdException e) {
                wrong("spec.thresholds[" + i + "]", e.getMessage());
            }
        }
        return List.copyOf(thresholds);
    }

    private double rate(String text) {
        double rate = RATE.matcher(text).matches() ? Double.parseDouble(text) : 0;
        if (rate > 0 && rate <= RunDefinition.MAX_USERS) {
            return rate;
        }
        wrong(
                "spec.load.spawnRate",
                "expected users per second, more than 0 and at most " + RunDefinition.MAX_USERS + ", found \"" + text
                        + '"');
        return 1;
    }

    private int range(String field, Integer value, int min, int max) {
        if (value == null || value < min || value > max) {
            wrong(field, "expected a whole number from " + min + " to " + max + ", found " + value);
            return min;
        }
        return value;
    }

    private Duration optionalDuration(String field, String text, Duration otherwise, Duration max) {
        return text == null ? otherwise : duration(field, text, max);
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

    private <T> T wrong(String field, String message) {
        problems.add(lines.applyAsInt(field), field, message);
        return null;
    }
}
