package dev.onrush.runner.stats;

import dev.onrush.runner.bus.ProtocolException;
import java.util.Arrays;
import java.util.List;

/**
 * One worker's numbers for request names, and the master's for the same. The plan's names have the same number on both sides; each
 * delta brings the names that its worker has not sent before, so a delta says more to a master that has read those before it. One
 * for each worker's life.
 */
public final class WorkerNames {
    private final RequestNames names;
    private int[] indexes = new int[16];
    private int size;

    /** @param names the master's; the worker's are added to them */
    public WorkerNames(RequestNames names) {
        this.names = names;
        for (int i = 0; i < names.fixed(); i++) {
            add(i);
        }
    }

    /** How many of the worker's names are known. */
    int size() {
        return size;
    }

    /** The master's number for one of the worker's, which is below {@link #size}. */
    int indexOf(int theirs) {
        return indexes[theirs];
    }

    /** Whether {@link #add} will take this many names that begin at this number. */
    void check(int first, int count) throws ProtocolException {
        // One more than the names that are told apart: the worker's own name for the rest.
        if (first < 0 || first > size || count < 0 || first + (long) count > RequestNames.MAX_NAMES + 1) {
            throw new ProtocolException("expected names from number " + size + " on, at most " + RequestNames.MAX_NAMES
                    + " in all, found " + count + " from " + first + " on");
        }
    }

    /** Takes the worker's names from a number on; those that are known already are passed over. */
    void add(int first, List<RequestNames.Key> keys) {
        for (RequestNames.Key key : keys.subList(Math.min(keys.size(), size - first), keys.size())) {
            add(names.indexOf(key.method(), key.name()));
        }
    }

    private void add(int ours) {
        if (size == indexes.length) {
            indexes = Arrays.copyOf(indexes, 2 * size);
        }
        indexes[size++] = ours;
    }
}
