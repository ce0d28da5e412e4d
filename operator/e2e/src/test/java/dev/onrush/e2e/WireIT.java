package dev.onrush.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The master's port as a stranger in the cluster finds it. */
@ExtendWith(Spaces.class)
@ResourceLock(value = Locks.OPERATOR, mode = ResourceAccessMode.READ)
class WireIT {
    private record Answer(long millis, long bytes, int port) {}

    @Test
    void takesNothingBeforeTheToken(Space space) throws IOException {
        space.deployShop();
        space.apply(Manifests.loadTest("guarded", "10m", ""));
        space.awaitRunning("guarded", 1);
        Pod master = space.pods("guarded", "master").get(0);
        Map<String, Answer> answers = probe(space, master);

        // Silence is suffered for five seconds.
        long silent = answers.get("silent").millis();
        assertTrue(silent >= 4_500, answers::toString);
        assertTrue(answers.get("mute").millis() >= 4_500, answers::toString);
        // What is wrong is refused for what it is, and the master says whom: how soon is the machine's affair.
        String log = space.kubectl("logs", master.getMetadata().getName());
        assertRefused(log, answers.get("oversized"), "found one of " + Integer.MAX_VALUE);
        assertRefused(log, answers.get("tokenless"), "wrong token");
        assertRefused(log, answers.get("wrong"), "wrong token");
        assertRefused(log, answers.get("publish"), "token first");
        // Plain TCP gets no further than to be told that this is TLS, and that in a few bytes.
        assertTrue(answers.get("plain").bytes() < 10, answers::toString);
        assertTrue(answers.get("plain").millis() < silent, answers::toString);
        assertTrue(
                answers.values().stream().allMatch(answer -> answer.bytes() >= 0 && answer.bytes() < 500),
                answers::toString);
        assertEquals(401, answers.get("summary").millis());

        // It went on meanwhile, however long the probe took.
        space.kubectl("patch", "lt", "guarded", "--type=merge", "-p", "{\"spec\":{\"stop\":true}}");
        LoadTestStatus status = space.awaitEnd("guarded", Duration.ofMinutes(2));
        assertEquals(Phase.Succeeded, status.phase(), space::describe);
        assertEquals(2, status.workers().desired());
        assertEquals(0, status.workers().missing());
    }

    private static void assertRefused(String log, Answer answer, String because) {
        assertTrue(
                log.lines().anyMatch(line -> line.contains(":" + answer.port() + ": ") && line.contains(because)),
                () -> "no line on port " + answer.port() + " and " + because + " in\n" + log);
    }

    private static Map<String, Answer> probe(Space space, Pod master) throws IOException {
        try (InputStream source = WireIT.class.getResourceAsStream("/Probe.java")) {
            String text = new String(source.readAllBytes(), StandardCharsets.UTF_8);
            space.apply("""
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: probe}
                    data:
                      Probe.java: |
                    """ + text.indent(4));
        }
        String image = master.getSpec().getContainers().get(0).getImage();
        space.client().pods().inNamespace(space.name()).resource(pod(image)).create();
        space.kubectl("wait", "--for=jsonpath={.status.phase}=Succeeded", "pod/probe", "--timeout=240s");
        return space.kubectl("logs", "probe")
                .lines()
                .map(line -> line.split(" "))
                .filter(words ->
                        words.length == 4 && Arrays.stream(words).skip(1).allMatch(w -> w.matches("-?\\d+")))
                .collect(Collectors.toMap(
                        words -> words[0],
                        words -> new Answer(
                                Long.parseLong(words[1]), Long.parseLong(words[2]), Integer.parseInt(words[3])),
                        // Warming up is done twice.
                        (_, last) -> last));
    }

    private static Pod pod(String image) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("probe")
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(65532L)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewContainer()
                .withName("probe")
                .withImage(image)
                .withCommand("java", "-XX:TieredStopAtLevel=1", "/probe/Probe.java", "guarded-master")
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .addNewVolumeMount()
                .withName("probe")
                .withMountPath("/probe")
                .endVolumeMount()
                .endContainer()
                .addNewVolume()
                .withName("probe")
                .withNewConfigMap()
                .withName("probe")
                .endConfigMap()
                .endVolume()
                .endSpec()
                .build();
    }
}
