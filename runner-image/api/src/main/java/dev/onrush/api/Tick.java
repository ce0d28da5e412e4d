package dev.onrush.api;

import java.util.List;

/** What a load shape wants next. */
public sealed interface Tick {
    /**
     * So many users.
     *
     * @param users all workers together, zero or more
     * @param spawnRate users started or stopped per second on the way there, more than zero
     * @param classes the only user classes that count; all where it is empty
     */
    record Users(int users, double spawnRate, List<String> classes) implements Tick {
        /** Copies the classes. */
        public Users {
            classes = List.copyOf(classes);
        }
    }

    /** The end of the test. */
    record Stop() implements Tick {}

    /** So many users of all classes. */
    static Tick users(int users, double spawnRate) {
        return new Users(users, spawnRate, List.of());
    }

    /** So many users, all of these classes. */
    static Tick users(int users, double spawnRate, String... classes) {
        return new Users(users, spawnRate, List.of(classes));
    }

    /** The end of the test. */
    static Tick stop() {
        return new Stop();
    }
}
