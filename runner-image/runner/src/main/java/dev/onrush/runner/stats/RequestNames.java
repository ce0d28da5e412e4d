package dev.onrush.runner.stats;

import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.Request;
import dev.onrush.contract.plan.UserClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What requests are counted under, numbered as the names come. Those of a declarative plan come first and in the plan's order, on
 * master and workers alike, so that their numbers need not travel; a program makes its own names up as it goes. Not thread-safe.
 */
public final class RequestNames {
    /** The most names that are told apart; whatever comes after is counted under {@link #OTHER}. */
    public static final int MAX_NAMES = 10_000;

    /** The longest name or method in characters; longer ones are shortened. */
    public static final int MAX_LENGTH = 300;

    /** Everything beyond {@link #MAX_NAMES}. */
    public static final Key OTHER = new Key("*", "(other)");

    /** A method, or another kind of what is counted, and a name. */
    public record Key(String method, String name) {}

    private final Map<String, Map<String, Integer>> indexes = new HashMap<>();
    private final List<Key> keys = new ArrayList<>();
    private final int fixed;

    /** No name yet. */
    public RequestNames() {
        this(Stream.empty());
    }

    private RequestNames(Stream<Request> requests) {
        requests.forEach(this::indexOf);
        fixed = keys.size();
    }

    /** Those of a declarative plan. */
    public static RequestNames of(Plan plan) {
        return new RequestNames(plan.users().stream().flatMap(RequestNames::requests));
    }

    /** How many there are by now. */
    public int size() {
        return keys.size();
    }

    /** How many of them, from the first on, the plan names: master and workers give them the same numbers. */
    public int fixed() {
        return fixed;
    }

    public Key get(int index) {
        return keys.get(index);
    }

    public int indexOf(Request request) {
        return indexOf(request.method().name(), request.name());
    }

    /**
     * The number of a name, a new one when it was not there before.
     *
     * @param method GET and the like, or what else a program counts
     */
    public int indexOf(String method, String name) {
        Map<String, Integer> byName = indexes.get(method);
        Integer known = byName == null ? null : byName.get(name);
        return known != null ? known : add(shortened(method), shortened(name));
    }

    private int add(String method, String name) {
        Map<String, Integer> byName = indexes.get(method);
        if (byName != null && byName.containsKey(name)) {
            return byName.get(name);
        }
        Key key = new Key(method, name);
        if (keys.size() >= MAX_NAMES && !key.equals(OTHER)) {
            return indexOf(OTHER.method(), OTHER.name());
        }
        keys.add(key);
        indexes.computeIfAbsent(method, _ -> new HashMap<>()).put(name, keys.size() - 1);
        return keys.size() - 1;
    }

    private static String shortened(String text) {
        return Texts.shortened(text, MAX_LENGTH);
    }

    private static Stream<Request> requests(UserClass user) {
        return Stream.concat(user.onStart().stream(), user.tasks().stream().flatMap(task -> task.steps().stream()))
                .filter(Request.class::isInstance)
                .map(Request.class::cast);
    }
}
