package dev.onrush.runner.blocking;

import dev.onrush.api.CaughtResponse;
import dev.onrush.api.Request;
import dev.onrush.api.Response;
import dev.onrush.contract.plan.Request.Method;
import dev.onrush.runner.code.CodedPlan;
import dev.onrush.runner.hooks.PlanJson;
import dev.onrush.runner.http.RenderedRequest;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A request that a user is about to send. */
final class UserRequest implements Request {
    private static final String CONTENT_TYPE = "Content-Type";

    private final Flights flights;
    private final Method method;
    private final String url;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private String name;
    private Buffer body;
    private Duration timeout;

    UserRequest(CodedPlan plan, Flights flights, Method method, String url) {
        this.flights = flights;
        this.method = method;
        this.url = Objects.requireNonNull(url, "a URL");
        this.name = url;
        this.timeout = plan.timeout();
        this.headers.putAll(plan.headers());
        if (!url.startsWith("/") && !url.startsWith("http://") && !url.startsWith("https://")) {
            throw new IllegalArgumentException(
                    "expected a path that begins with / or an absolute http or https URL, found " + url);
        }
    }

    @Override
    public Request name(String newName) {
        name = Objects.requireNonNull(newName, "a name");
        return this;
    }

    @Override
    public Request header(String header, String value) {
        headers.put(Objects.requireNonNull(header, "a header's name"), Objects.requireNonNull(value, "a value"));
        return this;
    }

    @Override
    public Request body(String text) {
        body = Buffer.buffer(text);
        return this;
    }

    @Override
    public Request body(byte[] bytes) {
        body = Buffer.buffer(bytes.clone());
        return this;
    }

    @Override
    public Request json(Object value) {
        headers.putIfAbsent(CONTENT_TYPE, "application/json");
        return body(PlanJson.write(value));
    }

    @Override
    public Request form(Map<String, String> fields) {
        headers.putIfAbsent(CONTENT_TYPE, "application/x-www-form-urlencoded");
        return body(fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public Request timeout(Duration newTimeout) {
        if (!newTimeout.isPositive()) {
            throw new IllegalArgumentException("expected a timeout of more than 0, found " + newTimeout);
        }
        timeout = newTimeout;
        return this;
    }

    @Override
    public Response send() {
        Flight flight = fly();
        UserResponse response = new UserResponse(flight);
        flights.count(flight, response.length(), flight.failure);
        return response;
    }

    @Override
    public CaughtResponse catchResponse() {
        return new CaughtUserResponse(flights, fly());
    }

    private Flight fly() {
        return flights.send(name, new RenderedRequest(method, url, Map.copyOf(headers), body, timeout, true));
    }
}
