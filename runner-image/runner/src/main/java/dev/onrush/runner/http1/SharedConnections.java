package dev.onrush.runner.http1;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A bounded number of connections to one origin that everyone uses in turn; who finds none free waits in line. */
final class SharedConnections {
    private static final int SLACK = 16;

    private final int most;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private int open;
    private Pending first;
    private Pending last;

    SharedConnections(int most) {
        this.most = most;
    }

    /** A connection that is free, or null; the one that was used last, so that those that are not needed become idle. */
    Connection take() {
        Connection connection = idle.pollLast();
        while (connection != null && connection.isClosed()) {
            connection = idle.pollLast();
        }
        return connection;
    }

    /** True when one more may be opened. */
    boolean hasRoom() {
        return open < most;
    }

    void opened() {
        open++;
    }

    /** One has closed; it is looked for among the idle ones only now and then, since a server may close many at once. */
    void closed() {
        open--;
        if (idle.size() > 2 * open + SLACK) {
            idle.removeIf(Connection::isClosed);
        }
    }

    void free(Connection connection) {
        idle.addLast(connection);
    }

    void waits(Pending pending) {
        pending.line = this;
        pending.previous = last;
        if (last == null) {
            first = pending;
        } else {
            last.next = pending;
        }
        last = pending;
    }

    /** Whoever waits longest, who then waits no more; null when nobody does. */
    Pending nextInLine() {
        Pending pending = first;
        if (pending != null) {
            leaves(pending);
        }
        return pending;
    }

    void leaves(Pending pending) {
        if (pending.previous == null) {
            first = pending.next;
        } else {
            pending.previous.next = pending.next;
        }
        if (pending.next == null) {
            last = pending.previous;
        } else {
            pending.next.previous = pending.previous;
        }
        pending.line = null;
    }

    void closeIdle() {
        List.copyOf(idle).forEach(Connection::close);
        idle.clear();
    }
}
