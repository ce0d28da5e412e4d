package dev.onrush.runner.plan;

import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.Request;
import dev.onrush.contract.plan.UserClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What requests are counted under, numbered in the plan's order. Master and workers have the same plan, so that numbers are all
 * that travels, and no worker can make the master count under names that the plan does not have.
 */
public final class RequestNames {
    /** A method and the name that the plan gives. */
    public record Key(String method, String name) {}

    private final Map<Key, Integer> indexes = new LinkedHashMap<>();
    private final List<Key> keys;

    private RequestNames(Stream<Key> found) {
        found.forEach(key -> indexes.putIfAbsent(key, indexes.size()));
        keys = new ArrayList<>(indexes.keySet());
    }

    public static RequestNames of(Plan plan) {
        return new RequestNames(
                plan.users().stream().flatMap(RequestNames::requests).map(RequestNames::key));
    }

    public int size() {
        return keys.size();
    }

    public Key get(int index) {
        return keys.get(index);
    }

    public int indexOf(Request request) {
        return indexes.get(key(request));
    }

    private static Key key(Request request) {
        return new Key(request.method().name(), request.name());
    }

    private static Stream<Request> requests(UserClass user) {
        return Stream.concat(user.onStart().stream(), user.tasks().stream().flatMap(task -> task.steps().stream()))
                .filter(Request.class::isInstance)
                .map(Request.class::cast);
    }
}
