package dev.onrush.operator.loadtest;

import dev.onrush.contract.quantity.Durations;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.status.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a run may take to start: from when it got its name until its first user. */
record Deadline(Duration length, Instant end) {
    static Deadline of(LoadTest test) {
        String text = test.getSpec().startDeadline();
        Duration length =
                Optional.ofNullable(text).flatMap(Durations::parse).orElse(RunDefinition.DEFAULT_START_DEADLINE);
        return new Deadline(
                length,
                Progress.of(test).begun().map(begun -> begun.plus(length)).orElse(Instant.MAX));
    }

    boolean isOver(Instant now) {
        return now.isAfter(end);
    }

    /** @param why what kept the run from starting */
    String message(String why) {
        return "the test did not start within " + Durations.format(length) + ": " + why;
    }
}
