package dev.onrush.operator.loadtest;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.observe.MasterClient.Address;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a live run to what the spec says now. What the spec wants is compared with what the master pursues and the Job has, and not
 * with what was asked before, so that nothing is missed.
 */
final class Steering {
    private static final Logger LOG = LoggerFactory.getLogger(Steering.class);

    private final Tools tools;

    Steering(Tools tools) {
        this.tools = tools;
    }

    /** What does not succeed is tried again at the next look, and never keeps the status from being told. */
    void step(LoadTest test, RunSummary summary, Address master, Job workers) throws InterruptedException {
        if (summary.state() == RunState.Stopping) {
            return;
        }
        try {
            steer(test, summary, master, workers);
        } catch (IOException e) {
            LOG.warn(
                    "{}: the master did not take a change: {}",
                    test.getMetadata().getName(),
                    e.getMessage());
        }
    }

    private void steer(LoadTest test, RunSummary summary, Address master, Job workers)
            throws IOException, InterruptedException {
        if (test.getSpec().stopped()) {
            tools.master().stop(master);
            return;
        }
        if (LoadChange.isDue(test.getSpec().load(), summary)) {
            tools.master().changeLoad(master, test.getSpec().load());
        }
        workers(test.getSpec().cores(), summary, master, workers);
    }

    /** The master first: it takes no worker that it does not expect, and misses every one that it does. */
    private void workers(int wanted, RunSummary summary, Address master, Job workers)
            throws IOException, InterruptedException {
        if (summary.workers() != null && summary.workers().desired() != wanted) {
            tools.master().changeWorkers(master, wanted);
        }
        tools.jobs().scale(workers, wanted);
    }
}
