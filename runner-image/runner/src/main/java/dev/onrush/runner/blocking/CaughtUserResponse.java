package dev.onrush.runner.blocking;

import dev.onrush.api.CaughtResponse;
import java.util.Objects;

/** What came of a request, and the plan says whether it failed. */
final class CaughtUserResponse extends UserResponse implements CaughtResponse {
    private final Flights flights;
    private final Flight flight;
    private boolean closed;

    CaughtUserResponse(Flights flights, Flight flight) {
        super(flight);
        this.flights = flights;
        this.flight = flight;
    }

    @Override
    public void success() {
        flight.failure = null;
    }

    @Override
    public void failure(String reason) {
        flight.failure = Objects.requireNonNull(reason, "a reason");
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            flights.count(flight, length(), flight.failure);
        }
    }
}
