package dev.onrush.operator.loadtest;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.contract.status.JobReferences;
import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.dependent.Children.NotOursException;
import dev.onrush.operator.dependent.Jobs;
import dev.onrush.operator.dependent.Plans.ConfigMapNotFoundException;
import dev.onrush.operator.resource.MasterService;
import dev.onrush.operator.resource.Names;
import dev.onrush.operator.resource.Role;
import dev.onrush.operator.resource.Run;
import dev.onrush.operator.resource.RunConfigMap;
import dev.onrush.operator.resource.RunJob;
import dev.onrush.operator.resource.TokenSecret;
import dev.onrush.operator.status.OperatorReasons;
import dev.onrush.operator.status.Progress;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The second step: everything that the run needs, in order, each once; then the Jobs' UIDs are written down, and only then the Jobs,
 * suspended so far, are let go. So a Job that makes load is on record, and one on record is never created again.
 */
final class Launch {
    private static final int UNPROCESSABLE = 422;

    private final Tools tools;
    private final Admission admission;

    Launch(Tools tools, Admission admission) {
        this.tools = tools;
        this.admission = admission;
    }

    Outcome step(LoadTest test, Seen seen) {
        Progress progress = Progress.of(test);
        if (progress.isOver() || progress.launched() && released(progress.jobs(), seen)) {
            return new Outcome.Continue(test);
        }
        if (test.getSpec().stopped() && !progress.launched()) {
            return error(test, RunSummary.Reasons.STOPPED, "spec.stop was set before the test started");
        }
        try {
            LoadTest launched =
                    progress.launched() ? test : create(test, progress.runId().orElseThrow());
            release(launched);
            return new Outcome.Continue(launched);
        } catch (NotOursException e) {
            return taken(test, e);
        } catch (ChildDeletedException e) {
            return error(test, OperatorReasons.CHILD_DELETED, e.getMessage());
        } catch (InvalidInputException | ConfigMapNotFoundException | Admission.InvalidSpecException e) {
            return error(
                    test, RunSummary.Reasons.INVALID_PLAN, "the plan changed as the test started: " + e.getMessage());
        } catch (KubernetesClientException e) {
            return refused(test, e);
        }
    }

    private LoadTest create(LoadTest test, String runId)
            throws NotOursException, ChildDeletedException, InvalidInputException, ConfigMapNotFoundException,
                    Admission.InvalidSpecException {
        Names names = Names.of(test);
        RunDefinition definition = Admission.definition(test);
        Optional<PlanFiles> taken = snapshot(test, runId);
        PlanFiles plan = taken.isPresent() ? taken.get() : admission.plan(test, definition, runId);
        Run run = new Run(test, runId, definition, plan, tools.settings().runnerImage());

        var children = tools.children();
        children.ensure(
                Secret.class,
                test,
                runId,
                names.token(),
                () -> TokenSecret.of(run, tools.tokens().create()));
        children.ensure(ConfigMap.class, test, runId, names.run(), () -> RunConfigMap.of(run));
        children.ensure(Service.class, test, runId, names.master(), () -> MasterService.of(run));
        String master = job(test, run, Role.MASTER);
        String workers = job(test, run, Role.WORKER);
        return tools.tests()
                .write(
                        test,
                        tools.draft(test)
                                .jobs(new JobReferences(master, workers))
                                .planHash(
                                        run.plan().isInImage()
                                                ? null
                                                : run.plan().hash())
                                .build());
    }

    /** The plan that the run was created with, if it got that far: it counts, whatever became of the original. */
    private Optional<PlanFiles> snapshot(LoadTest test, String runId) throws NotOursException, InvalidInputException {
        String name = Names.of(test).run();
        if (test.getSpec().plan().path() != null) {
            return Optional.empty();
        }
        Optional<ConfigMap> map = tools.children().find(ConfigMap.class, test, runId, name);
        return map.isEmpty()
                ? Optional.empty()
                : Optional.of(PlanFiles.of(
                                "configmap/" + name,
                                RunConfigMap.files(map.get()),
                                test.getSpec().plan().entry())
                        .choosing(test.getSpec().selection()));
    }

    /** The UID of a role's Job. One that is on record is never created again; one that is not has made no load yet. */
    private String job(LoadTest test, Run run, Role role) throws NotOursException, ChildDeletedException {
        if (Jobs.uid(test, role) != null) {
            return recorded(test, role).getMetadata().getUid();
        }
        return tools.children()
                .ensure(Job.class, test, run.runId(), role.job(run.names()), () -> RunJob.of(run, role))
                .getMetadata()
                .getUid();
    }

    private void release(LoadTest test) throws ChildDeletedException {
        for (Role role : Role.values()) {
            tools.jobs().release(recorded(test, role));
        }
    }

    /** As the API server has it: a cache that is late must not release a Job twice. */
    private Job recorded(LoadTest test, Role role) throws ChildDeletedException {
        return tools.jobs()
                .find(test, role, Optional.empty())
                .orElseThrow(() -> new ChildDeletedException(role.job(Names.of(test))));
    }

    private static boolean released(JobReferences jobs, Seen seen) {
        return Stream.of(jobs.master(), jobs.workers())
                .allMatch(uid -> seen.job(uid).filter(Jobs::isReleased).isPresent());
    }

    private Outcome taken(LoadTest test, NotOursException e) {
        if (!e.passes()) {
            return error(
                    test,
                    OperatorReasons.NAME_CONFLICT,
                    e.getMessage() + " exists and does not belong to this test: rename one of them");
        }
        return starting(test, e.getMessage() + " of the previous test with this name is still being deleted");
    }

    /** What the API server will refuse again ends the run; quota or rights may be granted before the deadline. */
    private Outcome refused(LoadTest test, KubernetesClientException e) {
        return switch (e.getCode()) {
            case UNPROCESSABLE, HttpURLConnection.HTTP_BAD_REQUEST -> error(test, OperatorReasons.REJECTED, message(e));
            case HttpURLConnection.HTTP_FORBIDDEN -> starting(test, message(e));
            default -> throw e;
        };
    }

    private Outcome starting(LoadTest test, String why) {
        Deadline deadline = Deadline.of(test);
        if (deadline.isOver(tools.clock().instant())) {
            return error(test, RunSummary.Reasons.START_DEADLINE_EXCEEDED, deadline.message(why));
        }
        tools.tests()
                .write(test, tools.draft(test).starting(Optional.empty(), why).build());
        return new Outcome.Again(tools.settings().poll());
    }

    private Outcome error(LoadTest test, String reason, String message) {
        return new Outcome.Continue(tools.tests()
                .write(test, tools.draft(test).error(reason, message).build()));
    }

    private static String message(KubernetesClientException e) {
        return e.getStatus() != null && e.getStatus().getMessage() != null
                ? e.getStatus().getMessage()
                : e.getMessage();
    }

    /** A Job that was on record is gone. */
    private static final class ChildDeletedException extends Exception {
        ChildDeletedException(String job) {
            super("Job " + job + " was deleted; a test never starts twice, so this one is over");
        }
    }
}
