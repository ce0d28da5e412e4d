package dev.onrush.operator.observe;

import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.Load;
import java.io.IOException;

/** The master's HTTP API. Each call is short and bounded; a master that does not answer is an IOException. */
public interface MasterClient {
    /** Where a run's master is, and what opens it. */
    record Address(String ip, String token) {
        @Override
        public String toString() {
            return ip;
        }
    }

    RunSummary summary(Address master) throws IOException, InterruptedException;

    /**
     * The full report as JSON.
     *
     * @throws ReportTooLargeException when it is longer than {@code maxBytes}
     */
    String report(Address master, int maxBytes) throws IOException, InterruptedException;

    /** Another number of users, or another spawn rate, while the test runs. */
    void changeLoad(Address master, Load load) throws IOException, InterruptedException;

    /** Another number of workers to expect while the test runs: more may join, or so many fewer may leave in good order. */
    void changeWorkers(Address master, int workers) throws IOException, InterruptedException;

    /** Users stop; what was measured until then is the result. */
    void stop(Address master) throws IOException, InterruptedException;

    /** Everything was read, the master may go. */
    void quit(Address master) throws IOException, InterruptedException;

    /** An answer longer than what the reader has room for. */
    final class ReportTooLargeException extends IOException {
        ReportTooLargeException(int maxBytes) {
            super("longer than " + maxBytes + " bytes");
        }
    }
}
