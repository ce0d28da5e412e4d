package dev.onrush.runner.blocking;

import dev.onrush.api.HttpSession;
import dev.onrush.api.Request;
import dev.onrush.contract.plan.Request.Method;
import dev.onrush.runner.code.CodedPlan;
import java.util.Arrays;
import java.util.Locale;

/** A user's HTTP client. */
record UserHttp(CodedPlan plan, Flights flights) implements HttpSession {
    @Override
    public Request request(String method, String url) {
        return new UserRequest(plan, flights, method(method), url);
    }

    private static Method method(String name) {
        return Arrays.stream(Method.values())
                .filter(method -> method.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a method among " + Arrays.toString(Method.values()) + ", found " + name));
    }
}
