package dev.onrush.runner.blocking;

import dev.onrush.api.RequestTimer;
import dev.onrush.api.Requests;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Counts requests that a plan makes by itself. */
record UserRequests(Flights flights) implements Requests {
    @Override
    public void report(String type, String name, Duration time, long length, String error) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("expected a time of 0 or more, found " + time);
        }
        Flight flight = new Flight(Objects.requireNonNull(type, "type"), Objects.requireNonNull(name, "name"));
        flight.over(System.nanoTime());
        flight.due = flight.end - time.toNanos();
        flight.sent = flight.due;
        flight.written = flight.due;
        flights.report(flight, length, error);
    }

    @Override
    public RequestTimer start(String type, String name) {
        return new Timer(
                flights, flights.start(Objects.requireNonNull(type, "type"), Objects.requireNonNull(name, "name")));
    }

    @Override
    public <T> T time(String type, String name, Callable<T> call) throws Exception {
        try (RequestTimer timer = start(type, name)) {
            try {
                return call.call();
            } catch (Exception e) {
                timer.failure(e.toString());
                throw e;
            }
        }
    }

    private static final class Timer implements RequestTimer {
        private final Flights flights;
        private final Flight flight;
        private boolean closed;

        Timer(Flights flights, Flight flight) {
            this.flights = flights;
            this.flight = flight;
        }

        @Override
        public void success(long length) {
            land(length, null);
        }

        @Override
        public void failure(String reason) {
            land(0, Objects.requireNonNull(reason, "a reason"));
        }

        @Override
        public void close() {
            land(0, null);
        }

        private void land(long length, String failure) {
            if (!closed) {
                closed = true;
                flights.land(flight, length, failure);
            }
        }
    }
}
