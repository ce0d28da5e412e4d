package dev.onrush.operator.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceFieldSelector;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunJobTest {
    @Test
    void theMasterReadsItsRunFromFiles() {
        Job job = RunJob.of(Runs.of(""), Role.MASTER);
        assertEquals("shop-master", job.getMetadata().getName());
        assertEquals(0, job.getSpec().getBackoffLimit());
        assertEquals(
                "--master --headless --only-summary --run-file /etc/onrush/run/onrush-run.json"
                        + " --run-id r1a2b3 --token-file /etc/onrush/token/token --tls-cert /etc/onrush/token/tls.crt"
                        + " --tls-key /etc/onrush/token/tls.key --master-bind-port 5557 --web-port 8089 --web-plain"
                        + " --termination-message /dev/termination-log --linger 2m -f /etc/onrush/plan --entry plan.yaml",
                String.join(" ", container(job).getArgs()));
        assertEquals(List.of("data.bin", "plan.yaml"), keys(job, "plan"));
        assertEquals(List.of("onrush-run.json"), keys(job, "run"));
    }

    @Test
    void workersAreIndexedAndNeverTakeEachOtherDown() {
        Job job = RunJob.of(Runs.of("workers: {cores: 4}", "1h30m"), Role.WORKER);
        assertEquals("Indexed", job.getSpec().getCompletionMode());
        assertEquals(4, job.getSpec().getCompletions());
        assertEquals(4, job.getSpec().getParallelism());
        assertEquals(0, job.getSpec().getBackoffLimitPerIndex());
        assertEquals(4, job.getSpec().getMaxFailedIndexes());
        assertEquals(
                "--worker --master-host shop-master.web.svc --master-port 5557 --master-max-wait 1h30m"
                        + " --token-file /etc/onrush/token/token --tls-ca /etc/onrush/token/tls.crt"
                        + " -f /etc/onrush/plan --entry plan.yaml",
                String.join(" ", container(job).getArgs()));
        assertEquals(Map.of("cpu", new Quantity("1"), "memory", new Quantity("512Mi")), requests(job));
        assertFalse(container(job).getResources().getLimits().containsKey("cpu"));
    }

    @ParameterizedTest
    @EnumSource
    void aPlanOfTheImageIsReadThereAndNothingIsMounted(Role role) {
        Job job = RunJob.of(Runs.ofImage("path: /plans, entry: Shop.java, options: {depth: '7'}"), role);
        assertTrue(
                String.join(" ", container(job).getArgs()).endsWith(" -f /plans --entry Shop.java"),
                container(job)::toString);
        assertTrue(container(job).getVolumeMounts().stream()
                .noneMatch(mount -> mount.getName().equals("plan")));
        assertTrue(job.getSpec().getTemplate().getSpec().getVolumes().stream()
                .noneMatch(volume -> volume.getName().equals("plan")));
        String run = RunConfigMap.of(Runs.ofImage("path: /plans/shop.jar, options: {depth: '7'}"))
                .getData()
                .get(RunConfigMap.RUN_KEY);
        assertTrue(run.contains("\"path\":\"/plans/shop.jar\"") && run.contains("\"options\":{\"depth\":\"7\"}"), run);
    }

    @ParameterizedTest
    @EnumSource
    void podsAreRestricted(Role role) {
        Job job = RunJob.of(Runs.of("workers: {labels: {onrush.dev/role: spy, team: a}}"), role);
        PodSpec pod = job.getSpec().getTemplate().getSpec();
        assertEquals("Never", pod.getRestartPolicy());
        assertFalse(pod.getAutomountServiceAccountToken());
        assertTrue(pod.getSecurityContext().getRunAsNonRoot());
        assertEquals(65_532L, pod.getSecurityContext().getRunAsUser());
        assertEquals(
                "RuntimeDefault", pod.getSecurityContext().getSeccompProfile().getType());
        assertTrue(container(job).getSecurityContext().getReadOnlyRootFilesystem());
        assertFalse(container(job).getSecurityContext().getAllowPrivilegeEscalation());
        assertEquals(
                List.of("ALL"),
                container(job).getSecurityContext().getCapabilities().getDrop());
        assertEquals("IfNotPresent", container(job).getImagePullPolicy());
        assertEquals(0440, volume(job, "token").getSecret().getDefaultMode());
        Map<String, String> labels = job.getSpec().getTemplate().getMetadata().getLabels();
        assertEquals(role.label(), labels.get("onrush.dev/role"), "a person's labels never replace ours");
        assertEquals("a", labels.get("team"));
    }

    /** Beside the variables of the plan's author. */
    @ParameterizedTest
    @EnumSource
    void podsAreToldTheirCpuRequest(Role role) {
        List<EnvVar> env = container(RunJob.of(Runs.of("workers: {env: [{name: A, value: b}]}"), role))
                .getEnv();
        assertEquals(
                List.of("A", "ONRUSH_CPU_REQUEST_MILLIS"),
                env.stream().map(EnvVar::getName).toList());
        ResourceFieldSelector source = env.get(1).getValueFrom().getResourceFieldRef();
        assertEquals("onrush", source.getContainerName());
        assertEquals("requests.cpu", source.getResource());
        assertEquals(new Quantity("1m"), source.getDivisor());
    }

    @Test
    void onlyTheMasterHasTheCertificatesKey() {
        Run run = Runs.of("");
        Map<String, String> secret = TokenSecret.of(run, "0123456789abcdef").getStringData();
        assertEquals(Set.of("token", "tls.crt", "tls.key"), secret.keySet());
        assertTrue(secret.get("tls.key").startsWith("-----BEGIN PRIVATE KEY-----"));
        assertEquals(List.of("token", "tls.crt", "tls.key"), secretKeys(RunJob.of(run, Role.MASTER)));
        assertEquals(List.of("token", "tls.crt"), secretKeys(RunJob.of(run, Role.WORKER)));
    }

    private static List<String> secretKeys(Job job) {
        return volume(job, "token").getSecret().getItems().stream()
                .map(KeyToPath::getKey)
                .toList();
    }

    @Test
    void bothAreToldWhichTasksAreWanted() {
        Run run = Runs.of("tags: [read, cheap]\nexcludeTags: [slow]");
        for (Role role : Role.values()) {
            String args = String.join(" ", container(RunJob.of(run, role)).getArgs());
            assertTrue(args.endsWith(" --tags read,cheap --exclude-tags slow"), args);
        }
    }

    @Test
    void bothAreSuspendedUntilTheyAreOnRecord() {
        assertTrue(RunJob.of(Runs.of(""), Role.MASTER).getSpec().getSuspend());
        assertTrue(RunJob.of(Runs.of(""), Role.WORKER).getSpec().getSuspend());
    }

    @Test
    void everythingBelongsToTheLoadTest() {
        var owner = RunJob.of(Runs.of(""), Role.MASTER)
                .getMetadata()
                .getOwnerReferences()
                .get(0);
        assertEquals("u-1", owner.getUid());
        assertTrue(owner.getController());
        assertNull(owner.getBlockOwnerDeletion(), "would need the right to update finalizers");
    }

    @Test
    void whatIsGivenReplacesTheDefaultsOfTheSameResource() {
        Job job = RunJob.of(
                Runs.of("workers: {resources: {requests: {cpu: 250m}, limits: {memory: 2Gi}}}\nimage: mine:2"),
                Role.WORKER);
        assertEquals(Map.of("cpu", new Quantity("250m")), requests(job));
        assertEquals(
                Map.of("memory", new Quantity("2Gi")),
                container(job).getResources().getLimits());
        assertEquals("mine:2", container(job).getImage());
    }

    @Test
    void aMasterThatIsToldToEndHasTimeToStopTheTestFirst() {
        assertEquals(40, pod(RunJob.of(Runs.of(""), Role.MASTER)).getTerminationGracePeriodSeconds());
        assertNull(pod(RunJob.of(Runs.of(""), Role.WORKER)).getTerminationGracePeriodSeconds(), "as Kubernetes has it");
    }

    @Test
    void theClusterItselfEndsARunThatHangs() {
        // 5m to start, 10m of users, 10s to stop, 2m to be read, 10m of grace.
        assertEquals(27 * 60 + 10, RunJob.of(Runs.of(""), Role.MASTER).getSpec().getActiveDeadlineSeconds());
    }

    private static PodSpec pod(Job job) {
        return job.getSpec().getTemplate().getSpec();
    }

    private static Container container(Job job) {
        return pod(job).getContainers().get(0);
    }

    private static Map<String, Quantity> requests(Job job) {
        return container(job).getResources().getRequests();
    }

    private static Volume volume(Job job, String name) {
        return job.getSpec().getTemplate().getSpec().getVolumes().stream()
                .filter(v -> v.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> keys(Job job, String volume) {
        return volume(job, volume).getConfigMap().getItems().stream()
                .map(KeyToPath::getPath)
                .toList();
    }
}
