package dev.onrush.runner.hooks;

import dev.onrush.runner.bus.Messages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedList;
import java.util.function.Consumer;

/**
 * Messages to one other process: in order and each once, however often the connection breaks. They are numbered, sent while few bytes
 * are under way, and sent again from the first that was not acknowledged. May be
 * used from any thread.
 */
public final class Outbox {
    /** More than this waits for no acknowledgement. */
    static final long MAX_WAITING_BYTES = 16L << 20;

    private static final long WINDOW_BYTES = 2L << 20;

    private final Consumer<Messages.Custom> transmit;
    private final LinkedList<Messages.Custom> unsent = new LinkedList<>();
    private final Deque<Messages.Custom> unacknowledged = new ArrayDeque<>();
    private long waitingBytes;
    private long sentBytes;
    private long added;

    /** @param transmit sends one, perhaps in vain; called in order, and must not block */
    public Outbox(Consumer<Messages.Custom> transmit) {
        this.transmit = transmit;
    }

    /** Adds a message. @return false when too much waits already; it is then not sent */
    public synchronized boolean add(String type, String json) {
        Messages.Custom message = new Messages.Custom(added + 1, type, json);
        if (waitingBytes + size(message) > MAX_WAITING_BYTES) {
            return false;
        }
        added++;
        waitingBytes += size(message);
        unsent.add(message);
        proceed();
        return true;
    }

    /** The other side has everything up to this number. */
    public synchronized void acknowledged(long number) {
        while (!unacknowledged.isEmpty() && unacknowledged.getFirst().number() <= number) {
            Messages.Custom message = unacknowledged.removeFirst();
            waitingBytes -= size(message);
            sentBytes -= size(message);
        }
        proceed();
    }

    /** The connection is new, or an answer failed to come: whatever is not acknowledged goes out again. */
    public synchronized void again() {
        while (!unacknowledged.isEmpty()) {
            unsent.addFirst(unacknowledged.removeLast());
        }
        sentBytes = 0;
        proceed();
    }

    /** The other side is another one than before: what it has not acknowledged goes to it, numbered anew. */
    public synchronized void startOver() {
        unsent.addAll(0, unacknowledged);
        unacknowledged.clear();
        sentBytes = 0;
        added = 0;
        unsent.replaceAll(message -> new Messages.Custom(++added, message.type(), message.data()));
        proceed();
    }

    /** True when everything was acknowledged. */
    public synchronized boolean isEmpty() {
        return unsent.isEmpty() && unacknowledged.isEmpty();
    }

    private void proceed() {
        while (!unsent.isEmpty() && (sentBytes == 0 || sentBytes + size(unsent.getFirst()) <= WINDOW_BYTES)) {
            Messages.Custom message = unsent.removeFirst();
            unacknowledged.add(message);
            sentBytes += size(message);
            transmit.accept(message);
        }
    }

    private static long size(Messages.Custom message) {
        return 100L + message.type().length() + message.data().getBytes(StandardCharsets.UTF_8).length;
    }
}
