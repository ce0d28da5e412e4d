package dev.onrush.runner.master;

import java.util.List;

/** What follows from what workers say. */
interface Course {
    /** Every worker is there. */
    void begin(List<WorkerEntry> ready);

    /** The worker must be told its users: its share changed, or it may have missed a change. */
    void spawn(WorkerEntry worker);

    /** The run ends for the worker, or it missed that it does. */
    void tellToStop(WorkerEntry worker);

    /** The run is over; the worker's process may end. */
    void dismiss(WorkerEntry worker);

    /** A plan's code wants the test to end. */
    void stopTest(String message);

    /** The worker's last report is in. */
    void done(WorkerEntry worker);
}
