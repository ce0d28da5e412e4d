package dev.onrush.runner.master;

import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.report.StartSkew;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When workers began that were told to begin together, as each of them says. */
final class Starts {
    private static final Logger LOG = LoggerFactory.getLogger(Starts.class);

    /** Nobody is this late, nor knows the master's clock as badly. */
    private static final long MOST_MICROS = TimeUnit.HOURS.toMicros(1);

    private final Map<WorkerEntry, Messages.Begun> begun = new HashMap<>();
    private OptionalInt told = OptionalInt.empty();

    /** So many are told to begin. */
    void told(int workers) {
        told = OptionalInt.of(workers);
    }

    /** @throws ProtocolException where that cannot be, or nobody was told to begin */
    void begun(WorkerEntry worker, Messages.Begun when) throws ProtocolException {
        if (told.isEmpty()) {
            throw new ProtocolException("nobody was told to begin");
        }
        if (when.lateMicros() != Math.clamp(when.lateMicros(), -MOST_MICROS, MOST_MICROS)
                || when.boundMicros() < 0
                || when.boundMicros() > MOST_MICROS) {
            throw new ProtocolException("expected a start within an hour of the moment, found " + when);
        }
        if (begun.putIfAbsent(worker, when) == null && begun.size() == told.getAsInt()) {
            StartSkew skew = skew();
            LOG.info(
                    "{} workers began within {} ms, 99 % of them within {} ms; by what is known of their clocks within {} ms at most",
                    skew.workers(), skew.maxMillis(), skew.p99Millis(), skew.atMostMillis());
        }
    }

    /** What is known of it; null where nobody has said when it began. */
    StartSkew skew() {
        if (begun.isEmpty()) {
            return null;
        }
        long[] late = begun.values().stream()
                .mapToLong(Messages.Begun::lateMicros)
                .sorted()
                .toArray();
        long first = begun.values().stream()
                .mapToLong(one -> one.lateMicros() - one.boundMicros())
                .min()
                .orElseThrow();
        long last = begun.values().stream()
                .mapToLong(one -> one.lateMicros() + one.boundMicros())
                .max()
                .orElseThrow();
        int rank = (late.length * 99 + 99) / 100;
        return new StartSkew(
                late.length,
                millis(late[rank - 1] - late[0]),
                millis(late[late.length - 1] - late[0]),
                millis(last - first));
    }

    private static double millis(long micros) {
        return micros / 1e3;
    }
}
