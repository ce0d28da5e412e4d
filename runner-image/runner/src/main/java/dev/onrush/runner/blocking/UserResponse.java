package dev.onrush.runner.blocking;

import dev.onrush.api.Response;
import dev.onrush.runner.hooks.PlanJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What came of a request. */
class UserResponse implements Response {
    private final Flight flight;

    UserResponse(Flight flight) {
        this.flight = flight;
    }

    long length() {
        return flight.length();
    }

    @Override
    public final int status() {
        return flight.response == null ? 0 : flight.response.status();
    }

    @Override
    public final String error() {
        return flight.error;
    }

    @Override
    public final String header(String name) {
        return flight.response == null ? null : flight.response.header().apply(name);
    }

    @Override
    public final String text() {
        return flight.response == null ? "" : flight.response.body().toString(StandardCharsets.UTF_8);
    }

    @Override
    public final byte[] bytes() {
        return flight.response == null ? new byte[0] : flight.response.body().getBytes();
    }

    @Override
    public final String json(String pointer) {
        return PlanJson.at(bytes(), pointer);
    }

    @Override
    public final <T> T json(Class<T> type) {
        try {
            return PlanJson.read(bytes(), type);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public final Duration time() {
        return Duration.ofNanos(flight.end - flight.due);
    }
}
