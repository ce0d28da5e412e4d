package dev.onrush.api;

import java.net.URI;
import java.util.List;

/**
 * Where a plan's code runs: in the master's process, in a worker's, or in one that is both. All of it may be used from any thread.
 */
public interface Environment {
    /** The part that this process plays: who sends what to whom is mostly a question of it. */
    Role role();

    /** True for a process that runs users: not the master. */
    default boolean runsUsers() {
        return role() != Role.MASTER;
    }

    /** True for a process that coordinates: not a worker. */
    default boolean coordinates() {
        return role() != Role.WORKER;
    }

    /** Names the run. */
    String runId();

    /** This process among the run's: {@code master}, {@code local} or a worker's id. */
    String id();

    /** A worker's number from 0, stable for the run; -1 on the master, 0 locally. */
    int workerIndex();

    /** The base URL that load goes to. */
    URI target();

    /** The ids of the workers that are connected now; empty on a worker, and locally the process itself. */
    List<String> workers();

    /** Users that run now: all of them on the master, a worker's own on a worker. */
    int users();

    /** The value of an option that the plan {@linkplain OptionParser#add added}; the same on master and workers. */
    <T> T option(Option<T> option);

    /**
     * A file of the plan, such as a CSV file beside it.
     *
     * @return its bytes
     * @throws IllegalArgumentException when the plan has no such file
     */
    byte[] file(String name);

    /**
     * Says what happens with messages of a type; the one registered last counts. Messages are handled one after the other, in the
     * order in which they came. A handler's exception is logged and counted, and ends nothing.
     *
     * @param type any text
     * @param payload what the data is read as: a record, an array of records, a text, {@code Map.class}, …
     */
    default <T> void registerMessage(String type, Class<T> payload, MessageHandler<T> handler) {
        registerMessage(type, payload, handler, Delivery.IN_ORDER);
    }

    /** The same, where messages may be handled side by side. */
    <T> void registerMessage(String type, Class<T> payload, MessageHandler<T> handler, Delivery delivery);

    /**
     * Sends a message: from a worker to the master, from the master to every worker. Locally the process itself handles it.
     *
     * @param data becomes JSON: a record, an array, a list, a map, a text, a number
     * @throws IllegalArgumentException when it cannot become JSON, or more than 1 MiB of it
     */
    void sendMessage(String type, Object data);

    /**
     * The same to one worker.
     *
     * @param worker one of {@link #workers}, or a message's {@link Message#sender}
     * @throws IllegalArgumentException also on a worker, which can only send to the master, and when there is no such worker
     */
    void sendMessage(String type, Object data, String worker);

    /** Ends the test for all users of all workers. What was measured is kept and judged. */
    void stopTest(String reason);
}
