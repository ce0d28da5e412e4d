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

/** The second step: everything that the run needs, in order, each once, each Job's UID written down. */
final class Launch {
    private static final int UNPROCESSABLE = 422;

    private final Tools tools;
    private final Admission admission;

    Launch(Tools tools, Admission admission) {
        this.tools = tools;
        this.admission = admission;
    }

    Outcome step(LoadTest test) {
        Progress progress = Progress.of(test);
        if (progress.launched()) {
            return new Outcome.Continue(test);
        }
        if (test.getSpec().stopped()) {
            return error(test, RunSummary.Reasons.STOPPED, "spec.stop was set before the test started");
        }
        try {
            return new Outcome.Continue(create(test, progress.runId().orElseThrow()));
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
        LoadTest withMaster = job(test, run, Role.MASTER);
        return job(withMaster, run, Role.WORKER);
    }

    /** The plan that the run was created with, if it got that far: it counts, whatever became of the original. */
    private Optional<PlanFiles> snapshot(LoadTest test, String runId) throws NotOursException, InvalidInputException {
        String name = Names.of(test).run();
        Optional<ConfigMap> map = tools.children().find(ConfigMap.class, test, runId, name);
        return map.isEmpty()
                ? Optional.empty()
                : Optional.of(PlanFiles.of(
                        "configmap/" + name,
                        RunConfigMap.files(map.get()),
                        test.getSpec().plan().entry()));
    }

    /** A Job that is on record is never created again. */
    private LoadTest job(LoadTest test, Run run, Role role) throws NotOursException, ChildDeletedException {
        if (Jobs.uid(test, role) != null) {
            if (tools.jobs().find(test, role, Optional.empty()).isEmpty()) {
                throw new ChildDeletedException(role.job(run.names()));
            }
            return test;
        }
        Job job = tools.children()
                .ensure(Job.class, test, run.runId(), role.job(run.names()), () -> RunJob.of(run, role));
        String uid = job.getMetadata().getUid();
        JobReferences jobs = Progress.of(test).jobs();
        JobReferences recorded =
                role == Role.MASTER ? new JobReferences(uid, jobs.workers()) : new JobReferences(jobs.master(), uid);
        return tools.tests()
                .write(
                        test,
                        tools.draft(test)
                                .jobs(recorded)
                                .planHash(run.plan().hash())
                                .build());
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
            super("Job " + job + " was deleted while the test started");
        }
    }
}
