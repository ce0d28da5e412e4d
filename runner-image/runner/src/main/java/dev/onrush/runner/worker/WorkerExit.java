package dev.onrush.runner.worker;

/**
 * How a worker ended.
 *
 * @param message for a person
 */
public record WorkerExit(Reason reason, String message) {
    public enum Reason {
        /** Everything was reported and acknowledged. */
        FINISHED(0),
        /** The same, or nothing was to do yet, and the process registers again for a run that may follow. */
        NEXT_RUN(0),
        /** The master did not want this worker, or it could not get ready. */
        REFUSED(2),
        /** The master was not reached, or no more; users were stopped. */
        MASTER_LOST(3);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        /** The process's exit code. */
        public int code() {
            return code;
        }
    }
}
