package dev.onrush.runner.worker;

import dev.onrush.runner.bus.Messages;
import java.util.List;
import java.util.Map;

/** What a worker knows of its run's course, for a master that starts again and does not. */
final class RunMemory {
    private Messages.Granted last = new Messages.Granted(0, -1, -1, 0, null, 0);

    /** A master that does not know of the run yet says nothing of it: what is known of its course stays known. */
    void heard(Messages.Granted granted) {
        if (granted.elapsedMillis() >= 0 || last.elapsedMillis() < 0) {
            last = granted;
        }
    }

    /**
     * @param silenceMillis how long ago the master was heard from last: time that went by in the run, too
     * @return null before the users began
     */
    Messages.Resume resume(
            long silenceMillis, Map<String, Integer> users, List<Messages.Arrivals.Share> shares, boolean stopping) {
        return last.elapsedMillis() < 0
                ? null
                : new Messages.Resume(
                        last.elapsedMillis() + silenceMillis,
                        last.measuredMillis() + silenceMillis,
                        last.members(),
                        users,
                        shares,
                        last.pursued(),
                        stopping);
    }
}
