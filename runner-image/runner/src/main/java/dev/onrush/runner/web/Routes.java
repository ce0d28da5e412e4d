package dev.onrush.runner.web;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Which route a request takes. Paths have no parameters, so a look-up is enough. */
final class Routes {
    private final Map<String, Map<String, Route>> byPath = new LinkedHashMap<>();

    Routes(Collection<Route> routes) {
        routes.forEach(route -> {
            Route before = byPath.computeIfAbsent(route.path(), _ -> new LinkedHashMap<>())
                    .put(route.method(), route);
            if (before != null) {
                throw new IllegalArgumentException(route.method() + " " + route.path() + " is there twice");
            }
        });
    }

    Optional<Route> find(String method, String path) {
        return Optional.ofNullable(byPath.getOrDefault(path, Map.of()).get(method));
    }

    /** The methods that a path knows; empty for an unknown path. */
    List<String> methods(String path) {
        return List.copyOf(new TreeSet<>(byPath.getOrDefault(path, Map.of()).keySet()));
    }

    /** Each method with its path. */
    List<String> all() {
        return byPath.values().stream()
                .flatMap(methods -> methods.values().stream())
                .map(route -> route.method() + " " + route.path())
                .toList();
    }
}
