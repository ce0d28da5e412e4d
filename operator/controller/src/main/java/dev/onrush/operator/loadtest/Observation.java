package dev.onrush.operator.loadtest;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.dependent.Jobs;
import dev.onrush.operator.observe.MasterClient.Address;
import dev.onrush.operator.observe.MasterPod;
import dev.onrush.operator.observe.PodProblem;
import dev.onrush.operator.observe.PodProblems;
import dev.onrush.operator.resource.Labels;
import dev.onrush.operator.resource.Names;
import dev.onrush.operator.resource.Role;
import dev.onrush.operator.status.OperatorReasons;
import dev.onrush.operator.status.Progress;
import dev.onrush.operator.status.StatusDraft;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The third step: from what Jobs, pods and the master say to the status, again and again until the run is over. */
final class Observation {
    private final Tools tools;
    private final Reports reports;
    private final Steering steering;

    Observation(Tools tools, Reports reports) {
        this.tools = tools;
        this.steering = new Steering(tools);
        this.reports = reports;
    }

    Outcome step(LoadTest test, Seen seen) {
        if (Progress.of(test).isOver()) {
            return new Outcome.Continue(acknowledged(test));
        }
        String masterUid = Jobs.uid(test, Role.MASTER);
        Optional<Job> master = tools.jobs().find(test, Role.MASTER, seen.job(masterUid));
        Optional<Job> workers = tools.jobs().find(test, Role.WORKER, seen.job(Jobs.uid(test, Role.WORKER)));
        if (master.isEmpty() || workers.isEmpty()) {
            Role gone = master.isEmpty() ? Role.MASTER : Role.WORKER;
            return error(
                    test,
                    OperatorReasons.CHILD_DELETED,
                    "Job " + gone.job(Names.of(test)) + " was deleted; a test never starts twice, so this one is over");
        }
        List<Pod> pods = seen.podsOf(masterUid);
        MasterPod pod = MasterPod.of(pods, runId(test));
        if (pod instanceof MasterPod.Absent && Jobs.isFinished(master.get())) {
            // The two caches are not in step: only the API server knows that there is no pod.
            pods = freshPods(test, masterUid);
            pod = MasterPod.of(pods, runId(test));
        }
        Optional<PodProblem> problem = PodProblems.of(pods, seen.podsOf(Jobs.uid(test, Role.WORKER)));
        Optional<String> lost = Progress.of(test).ran()
                ? MasterLoss.of(pods, workers.get(), tools.clock().instant())
                : Optional.empty();
        return switch (pod) {
            case MasterPod.Running running -> running(test, running, workers.get(), problem, lost);
            case MasterPod.Ended ended -> ended(test, ended);
            case MasterPod.Waiting waiting
            when lost.isPresent() -> error(test, OperatorReasons.MASTER_LOST, lost.get());
            case MasterPod.Waiting waiting -> starting(test, problem, "the master's pod is starting");
            case MasterPod.Absent absent
            when Jobs.isFinished(master.get()) ->
                error(test, OperatorReasons.MASTER_LOST, "the master's pod is gone, and its result with it");
            case MasterPod.Absent absent
            when Progress.of(test).ran() && isHeld(test) ->
                error(
                        test,
                        OperatorReasons.MASTER_LOST,
                        "the master's Job was suspended while the test ran, which ended the master");
            case MasterPod.Absent absent ->
                starting(
                        test,
                        problem,
                        "Job " + Names.of(test).master()
                                + " has no pod yet; kubectl describe job says why if it lasts");
        };
    }

    /** Another spec changes nothing about a run that is over; but whoever waits until it was seen would wait for ever. */
    private LoadTest acknowledged(LoadTest test) {
        return Objects.equals(
                        test.getStatus().observedGeneration(),
                        test.getMetadata().getGeneration())
                ? test
                : tools.tests().write(test, tools.draft(test).build());
    }

    /** @param lost why a master that does not answer never will */
    private Outcome running(
            LoadTest test, MasterPod.Running pod, Job workers, Optional<PodProblem> problem, Optional<String> lost) {
        try {
            Address address = new Address(pod.ip(), tools.tokens().read(test));
            RunSummary summary = tools.master().summary(address);
            if (!summary.runId().equals(runId(test))) {
                throw new IOException("a master of another run answers at " + pod.ip());
            }
            return summary.state().isFinal()
                    ? finished(test, summary, address, problem)
                    : live(test, summary, address, workers, problem);
        } catch (IOException e) {
            return silent(test, e, problem, lost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Rest();
        }
    }

    private Outcome live(LoadTest test, RunSummary summary, Address master, Job workers, Optional<PodProblem> problem)
            throws IOException, InterruptedException {
        steering.step(test, summary, master, workers);
        StatusDraft draft = tools.draft(test).summary(summary);
        if (summary.state() == RunState.Starting) {
            String why = summary.message() + problem.map(p -> "; " + p).orElse("");
            Deadline deadline = Deadline.of(test);
            if (deadline.isOver(tools.clock().instant())) {
                draft.error(RunSummary.Reasons.START_DEADLINE_EXCEEDED, deadline.message(why));
            } else if (Jobs.hasFailed(workers)) {
                draft.error(OperatorReasons.WORKERS_FAILED, "every worker ended before the test started; " + why);
            } else {
                problem.ifPresent(p -> draft.waitingBecause(p.reason(), why));
            }
        }
        return after(tools.tests().write(test, draft.build()));
    }

    /** The report first: whoever waits for Complete will look for it. */
    private Outcome finished(LoadTest test, RunSummary summary, Address master, Optional<PodProblem> problem)
            throws InterruptedException {
        reports.keep(test, master);
        return done(test, summary, problem);
    }

    private Outcome ended(LoadTest test, MasterPod.Ended pod) {
        return pod.summary()
                .map(summary -> done(test, summary, Optional.empty()))
                .orElseGet(() ->
                        error(test, OperatorReasons.MASTER_LOST, "the master ended without a result: " + pod.how()));
    }

    private Outcome done(LoadTest test, RunSummary summary, Optional<PodProblem> problem) {
        StatusDraft draft = tools.draft(test).summary(summary);
        if (summary.state() == RunState.Error && problem.isPresent()) {
            draft.error(summary.reason(), summary.message() + "; " + problem.get());
        }
        return after(tools.tests().write(test, draft.build()));
    }

    /** The pod runs and nobody answers: on its way up, or cut off. While users run, the last results stay. */
    private Outcome silent(LoadTest test, IOException cause, Optional<PodProblem> problem, Optional<String> lost) {
        if (lost.isPresent()) {
            return error(test, OperatorReasons.MASTER_LOST, lost.get() + ": " + said(cause));
        }
        if (Progress.of(test).ran()) {
            return new Outcome.Again(tools.settings().poll());
        }
        return starting(test, problem, "the master does not answer yet: " + said(cause));
    }

    private Outcome starting(LoadTest test, Optional<PodProblem> problem, String otherwise) {
        String why = problem.map(PodProblem::toString).orElse(otherwise);
        Deadline deadline = Deadline.of(test);
        if (Progress.of(test).ran()) {
            return new Outcome.Again(tools.settings().poll());
        }
        if (test.getSpec().stopped()) {
            return error(test, RunSummary.Reasons.STOPPED, "spec.stop was set before the test started");
        }
        if (deadline.isOver(tools.clock().instant())) {
            return error(test, RunSummary.Reasons.START_DEADLINE_EXCEEDED, deadline.message(why));
        }
        return after(tools.tests()
                .write(
                        test,
                        tools.draft(test)
                                .starting(problem.map(PodProblem::reason), why)
                                .build()));
    }

    private Outcome error(LoadTest test, String reason, String message) {
        return after(tools.tests()
                .write(test, tools.draft(test).error(reason, message).build()));
    }

    private Outcome after(LoadTest test) {
        return Progress.of(test).isOver()
                ? new Outcome.Continue(test)
                : new Outcome.Again(tools.settings().poll());
    }

    /** Somebody suspended the master's Job. Were it let go again, the load would start anew. */
    private boolean isHeld(LoadTest test) {
        return tools.jobs()
                .find(test, Role.MASTER, Optional.empty())
                .filter(Jobs::isSuspended)
                .isPresent();
    }

    private List<Pod> freshPods(LoadTest test, String jobUid) {
        return Seen.podsOf(
                tools.client()
                        .pods()
                        .inNamespace(test.getMetadata().getNamespace())
                        .withLabel(Labels.LOAD_TEST, test.getMetadata().getName())
                        .list()
                        .getItems(),
                jobUid);
    }

    private static String runId(LoadTest test) {
        return Progress.of(test).runId().orElseThrow();
    }

    private static String said(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
