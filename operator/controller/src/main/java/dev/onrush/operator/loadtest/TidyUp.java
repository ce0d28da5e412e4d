package dev.onrush.operator.loadtest;

import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.dependent.Children.NotOursException;
import dev.onrush.operator.dependent.Jobs;
import dev.onrush.operator.observe.MasterClient.Address;
import dev.onrush.operator.observe.MasterPod;
import dev.onrush.operator.resource.Names;
import dev.onrush.operator.resource.Role;
import dev.onrush.operator.status.Progress;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** The last step: the run is over, nothing of it may go on. It changes no status, and doing it twice does no harm. */
final class TidyUp {
    private final Tools tools;
    private final Reports reports;

    TidyUp(Tools tools, Reports reports) {
        this.tools = tools;
        this.reports = reports;
    }

    Outcome step(LoadTest test, Seen seen) {
        boolean masterDone = master(test, seen);
        boolean workersDone = workers(test, seen);
        if (!masterDone || !workersDone) {
            return new Outcome.Again(tools.settings().poll());
        }
        tools.tokens().forget(test);
        return new Outcome.Rest();
    }

    /** @return true when the master's pod is gone for good */
    private boolean master(LoadTest test, Seen seen) {
        Optional<Job> job = job(test, Role.MASTER, seen);
        if (job.isEmpty() || Jobs.isQuiet(job.get())) {
            return true;
        }
        MasterPod pod = MasterPod.of(
                seen.podsOf(job.get().getMetadata().getUid()),
                Progress.of(test).runId().orElseThrow());
        return switch (pod) {
            case MasterPod.Ended ended -> true;
            case MasterPod.Running running when dismissed(test, running) -> false;
            case MasterPod.Running running when isError(test) -> suspend(job.get());
            case MasterPod.Running running -> false;
            case MasterPod.Waiting waiting -> suspend(job.get());
            case MasterPod.Absent absent -> suspend(job.get());
        };
    }

    /** Lets a master go that has said everything. One whose run is not over does not go: it would still make load. */
    private boolean dismissed(LoadTest test, MasterPod.Running pod) {
        try {
            Address address = new Address(pod.ip(), tools.tokens().read(test));
            RunSummary summary = tools.master().summary(address);
            boolean over = summary.state().isFinal()
                    && summary.runId().equals(Progress.of(test).runId().orElseThrow());
            if (over && reports.keep(test, address)) {
                tools.master().quit(address);
            }
            return over;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @return true when no worker runs any more */
    private boolean workers(LoadTest test, Seen seen) {
        Optional<Job> job = job(test, Role.WORKER, seen);
        if (job.isEmpty() || Jobs.isQuiet(job.get())) {
            return true;
        }
        // After a run that took place workers end by themselves, which keeps their logs.
        boolean late = tools.clock()
                .instant()
                .isAfter(completed(test).plus(tools.settings().farewell()));
        return (late || isError(test)) && suspend(job.get());
    }

    private boolean suspend(Job job) {
        tools.jobs().suspend(job);
        return true;
    }

    private Optional<Job> job(LoadTest test, Role role, Seen seen) {
        String uid = Jobs.uid(test, role);
        return uid == null ? unrecorded(test, role) : tools.jobs().find(test, role, seen.job(uid));
    }

    /** The run may have ended between a Job's creation and its record. */
    private Optional<Job> unrecorded(LoadTest test, Role role) {
        try {
            String runId = Progress.of(test).runId().orElseThrow();
            return tools.children().find(Job.class, test, runId, role.job(Names.of(test)));
        } catch (NotOursException e) {
            return Optional.empty();
        }
    }

    private static boolean isError(LoadTest test) {
        return test.getStatus().phase() == Phase.Error;
    }

    private static Instant completed(LoadTest test) {
        return Optional.ofNullable(test.getStatus())
                .map(LoadTestStatus::completionTime)
                .map(Instant::parse)
                .orElse(Instant.EPOCH);
    }
}
