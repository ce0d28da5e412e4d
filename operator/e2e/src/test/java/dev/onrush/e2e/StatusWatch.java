package dev.onrush.e2e;

import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.operator.api.LoadTest;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every status that the API server showed of the LoadTests in a namespace, in order. */
final class StatusWatch implements AutoCloseable {
    private final List<LoadTestStatus> seen = new CopyOnWriteArrayList<>();
    private final Watch watch;

    private StatusWatch(Space space) {
        watch = space.client()
                .resources(LoadTest.class)
                .inNamespace(space.name())
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, LoadTest loadTest) {
                        if (action != Action.DELETED && loadTest.getStatus() != null) {
                            seen.add(loadTest.getStatus());
                        }
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        // What was seen until then is what the test judges.
                    }
                });
    }

    static StatusWatch open(Space space) {
        return new StatusWatch(space);
    }

    /** The counts of requests that the status showed before the run was complete, each larger than the one before. */
    List<Long> growingCounts() {
        List<Long> counts = new ArrayList<>();
        for (LoadTestStatus status : seen) {
            boolean live = status.phase() != null && !status.phase().isTerminal();
            if (live && status.results() != null && status.results().requests() != null) {
                long count = status.results().requests();
                if (counts.isEmpty() ? count > 0 : count > counts.get(counts.size() - 1)) {
                    counts.add(count);
                }
            }
        }
        return counts;
    }

    @Override
    public void close() {
        watch.close();
    }
}
