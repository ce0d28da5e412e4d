package dev.onrush.contract.plan;

import dev.onrush.contract.input.Fields;
import dev.onrush.contract.input.Located;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads a wait time: a duration, or one of Locust's by name. */
final class WaitTimeReader {
    private static final Duration MAX = Duration.ofDays(1);
    private static final String EXPECTED =
            "a duration, {between: [1s, 5s]}, {constantPacing: 2s} or {constantThroughput: 0.5}";
    private static final String THROUGHPUT = "tasks per second of one user, more than 0";

    private WaitTimeReader() {}

    static Optional<WaitTime> read(Fields parent, String name) {
        return parent.get(name).flatMap(value -> {
            String path = parent.pathOf(name);
            if (value instanceof Located.Scalar) {
                return parent.duration(path, value, Duration.ZERO, MAX).map(WaitTime::constant);
            }
            return value instanceof Located.Mapping mapping && mapping.fields().size() == 1
                    ? byName(Fields.of(path, value, parent.problems()), value)
                    : parent.wrong(value, path, EXPECTED);
        });
    }

    private static Optional<WaitTime> byName(Fields fields, Located value) {
        if (fields.has("between")) {
            return fields.required("between", "two durations, the shorter first", name -> range(fields, name)
                    .map(range -> new WaitTime.Between(range.get(0), range.get(1))));
        }
        if (fields.has("constantPacing")) {
            return fields.required(
                    "constantPacing", "a duration such as 2s", name -> fields.duration(name, Duration.ZERO, MAX)
                            .map(WaitTime.ConstantPacing::new));
        }
        if (fields.has("constantThroughput")) {
            return fields.required("constantThroughput", THROUGHPUT, name -> {
                Located rate = fields.get(name).orElseThrow();
                double perSecond = rate.toJson().isNumber() ? rate.toJson().doubleValue() : 0;
                return perSecond > 1e-6 && perSecond <= 1e6
                        ? Optional.of(new WaitTime.ConstantPacing(Duration.ofNanos(Math.round(1e9 / perSecond))))
                        : fields.wrong(rate, fields.pathOf(name), THROUGHPUT);
            });
        }
        return fields.wrong(value, fields.path(), EXPECTED);
    }

    /** Two durations, the first at most the second. */
    static Optional<List<Duration>> range(Fields fields, String name) {
        return fields.get(name).flatMap(value -> {
            List<Duration> range = fields.list(name, 2, (at, item) -> fields.duration(at, item, Duration.ZERO, MAX));
            return range.size() == 2 && range.get(0).compareTo(range.get(1)) <= 0
                    ? Optional.of(range)
                    : fields.wrong(value, fields.pathOf(name), "two durations, the shorter first");
        });
    }
}
