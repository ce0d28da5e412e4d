package dev.onrush.operator.loadtest;

import dev.onrush.operator.api.LoadTest;
import java.time.Duration;
import java.util.function.Function;

/** What comes after a step. */
sealed interface Outcome {
    /** The next step, with the LoadTest as this step left it. */
    record Continue(LoadTest test) implements Outcome {}

    /** Nothing more for now; look again after a while, or as soon as something happens. */
    record Again(Duration delay) implements Outcome {}

    /** Nothing more, unless something happens. */
    record Rest() implements Outcome {}

    default Outcome then(Function<LoadTest, Outcome> step) {
        return this instanceof Continue(LoadTest test) ? step.apply(test) : this;
    }
}
