package dev.onrush.operator.resource;

import dev.onrush.contract.run.CpuRequest;
import dev.onrush.operator.api.WorkerSpec;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pod of the runner, at the restricted pod security level and without access to the API server. */
final class RunnerPod {
    static final String CONTAINER = Names.CONTAINER;

    /** The user and group of the image. */
    private static final long USER = 65_532L;

    /** What a master needs beyond stopTimeout: silent workers are waited for until their lease is over. */
    private static final Duration WRAP_UP = Duration.ofSeconds(30);

    private RunnerPod() {}

    static PodTemplateSpec of(
            Run run, Role role, List<String> args, ResourceRequirements resources, List<ContainerPort> ports) {
        WorkerSpec pods = run.pods();
        // A person's labels never replace those that the Service and the operator select by.
        Map<String, String> labels = new HashMap<>(pods.labels() == null ? Map.of() : pods.labels());
        labels.putAll(run.podLabels(role));
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .withAnnotations(pods.annotations())
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withTerminationGracePeriodSeconds(grace(run, role))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withNodeSelector(pods.nodeSelector())
                .withTolerations(pods.tolerations())
                .withAffinity(pods.affinity())
                .withTopologySpreadConstraints(role == Role.WORKER ? pods.topologySpreadConstraints() : null)
                .withPriorityClassName(pods.priorityClassName())
                .withRuntimeClassName(pods.runtimeClassName())
                .withImagePullSecrets(pods.imagePullSecrets())
                .withContainers(new ContainerBuilder()
                        .withName(CONTAINER)
                        .withImage(run.image())
                        .withImagePullPolicy("IfNotPresent")
                        .withArgs(args)
                        .withEnv(pods.env())
                        .addNewEnv()
                        .withName(CpuRequest.VARIABLE)
                        .withNewValueFrom()
                        .withNewResourceFieldRef()
                        .withContainerName(CONTAINER)
                        .withResource("requests.cpu")
                        .withDivisor(new Quantity("1m"))
                        .endResourceFieldRef()
                        .endValueFrom()
                        .endEnv()
                        .withEnvFrom(pods.envFrom())
                        .withPorts(ports)
                        .withResources(resources)
                        .withSecurityContext(restricted())
                        .withVolumeMounts(Mounts.of(run, role))
                        // A crash's last lines then reach the status.
                        .withTerminationMessagePolicy("FallbackToLogsOnError")
                        .build())
                .withVolumes(Mounts.volumes(run, role))
                .endSpec()
                .build();
    }

    /**
     * A master that is told to end stops the test first, and writes down what was measured. A worker drains for a few seconds, whatever
     * stopTimeout is, and must not make load for longer if it hangs.
     */
    private static Long grace(Run run, Role role) {
        return role == Role.WORKER
                ? null
                : run.definition().stopTimeout().plus(WRAP_UP).toSeconds();
    }

    private static SecurityContext restricted() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }
}
