package dev.onrush.operator.resource;

import dev.onrush.contract.quantity.Durations;
import dev.onrush.operator.api.MasterSpec;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The Jobs of a run. Neither ever starts a pod a second time: a restarted load is another test. Both are created suspended and make
 * no load until they are on record.
 */
public final class RunJob {
    /** On a Job that was let go, once. Who suspends it afterwards, a person or a queue, is not contradicted. */
    public static final String RELEASED = "onrush.dev/released";

    /** How long the master waits to be read when the run is over. */
    private static final Duration LINGER = Duration.ofMinutes(2);

    /** What a Job may take beyond all that its run may take; only a run that hangs gets there. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private RunJob() {}

    public static Job of(Run run, Role role) {
        return role == Role.MASTER ? master(run) : worker(run);
    }

    private static Job master(Run run) {
        List<String> args = args(
                run,
                "--master",
                "--headless",
                "--only-summary",
                "--run-file",
                Mounts.RUN_FILE,
                "--run-id",
                run.runId(),
                "--token-file",
                Mounts.TOKEN_FILE,
                "--tls-cert",
                Mounts.CERTIFICATE_FILE,
                "--tls-key",
                Mounts.CERTIFICATE_KEY_FILE,
                "--master-bind-port",
                String.valueOf(MasterService.BUS_PORT),
                "--web-port",
                String.valueOf(MasterService.WEB_PORT),
                // The certificate is made for this run's workers; whoever reads results has the token.
                "--web-plain",
                "--termination-message",
                "/dev/termination-log",
                "--linger",
                LINGER.toMinutes() + "m");
        MasterSpec master = run.spec().master();
        ResourceRequirements resources = Resources.of(Role.MASTER, master == null ? null : master.resources());
        List<ContainerPort> ports = List.of(port("bus", MasterService.BUS_PORT), port("web", MasterService.WEB_PORT));
        return new JobBuilder()
                .withMetadata(run.metadata(run.names().master(), Role.MASTER.label()))
                .withNewSpec()
                .withSuspend(true)
                .withBackoffLimit(0)
                .withPodReplacementPolicy("Failed")
                .withActiveDeadlineSeconds(deadline(run))
                .withTemplate(RunnerPod.of(run, Role.MASTER, args, resources, ports))
                .endSpec()
                .build();
    }

    private static Job worker(Run run) {
        List<String> args = args(
                run,
                "--worker",
                "--master-host",
                run.names().master() + "." + run.names().namespace() + ".svc",
                "--master-port",
                String.valueOf(MasterService.BUS_PORT),
                // A master that is scheduled late is waited for as long as the run itself waits.
                "--master-max-wait",
                Durations.format(run.definition().startDeadline()),
                "--token-file",
                Mounts.TOKEN_FILE,
                "--tls-ca",
                Mounts.CERTIFICATE_FILE);
        int cores = run.spec().cores();
        return new JobBuilder()
                .withMetadata(run.metadata(run.names().worker(), Role.WORKER.label()))
                .withNewSpec()
                .withSuspend(true)
                .withCompletionMode("Indexed")
                .withCompletions(cores)
                .withParallelism(cores)
                // A lost worker is lost, and never takes the others with it.
                .withBackoffLimitPerIndex(0)
                .withMaxFailedIndexes(cores)
                .withPodReplacementPolicy("Failed")
                .withActiveDeadlineSeconds(deadline(run))
                .withTemplate(RunnerPod.of(
                        run,
                        Role.WORKER,
                        args,
                        Resources.of(Role.WORKER, run.pods().resources()),
                        List.of()))
                .endSpec()
                .build();
    }

    private static List<String> args(Run run, String... fixed) {
        List<String> args = new ArrayList<>(List.of(fixed));
        args.addAll(List.of("-f", run.plan().isInImage() ? run.plan().entry() : Mounts.PLAN));
        // Of a directory in an image, the person may have said which file it is.
        String entry =
                run.plan().isInImage() ? run.spec().plan().entry() : run.plan().entry();
        if (entry != null) {
            args.addAll(List.of("--entry", entry));
        }
        args.addAll(run.plan().selection().options());
        return args;
    }

    /** The cluster itself ends what neither master nor operator did: load never runs unwatched for good. */
    private static long deadline(Run run) {
        return run.definition()
                .startDeadline()
                .plus(run.definition().shape().length())
                .plus(run.definition().stopTimeout())
                .plus(LINGER)
                .plus(GRACE)
                .toSeconds();
    }

    private static ContainerPort port(String name, int number) {
        return new ContainerPortBuilder()
                .withName(name)
                .withContainerPort(number)
                .build();
    }
}
