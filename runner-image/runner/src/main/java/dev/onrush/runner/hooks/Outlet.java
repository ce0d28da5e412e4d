package dev.onrush.runner.hooks;

import java.util.List;

/** What a plan's environment needs of the process around it. May be called from any thread, and does not block. */
public interface Outlet {
    /** Sends a message to the other side: to the master, or to every worker. */
    void send(String type, String json);

    /** Sends a message to one worker. @throws IllegalArgumentException when there is none with this id */
    void send(String type, String json, String worker);

    void stopTest(String reason);

    /** Ids of the workers that take part now; empty on a worker. */
    List<String> workers();

    /** Users that run now. */
    int users();
}
