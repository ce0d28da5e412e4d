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
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The master's port as a stranger in the cluster finds it. */
@ExtendWith(Spaces.class)
@ResourceLock(value = Locks.OPERATOR, mode = ResourceAccessMode.READ)
class WireIT {
    private record Answer(long millis, long bytes) {}

    @Test
    void takesNothingBeforeTheToken(Space space) throws IOException {
        space.deployShop();
        space.apply(Manifests.loadTest("guarded", "10m", ""));
        space.awaitRunning("guarded", 1);
        Map<String, Answer> answers =
                probe(space, space.pods("guarded", "master").get(0));

        // Silence is suffered for five seconds; what is wrong is refused for what it is, long before.
        long silent = answers.get("silent").millis();
        assertTrue(silent >= 4_500 && silent < 10_000, answers::toString);
        assertTrue(answers.get("oversized").millis() < 4_000, answers::toString);
        // Plain TCP gets no further than to be told that this is TLS, and that in a few bytes.
        long mute = answers.get("mute").millis();
        assertTrue(mute >= 4_500 && mute < 10_000, answers::toString);
        assertTrue(answers.get("plain").bytes() < 10, answers::toString);
        for (String refused : Set.of("plain", "tokenless", "wrong", "publish")) {
            assertTrue(answers.get(refused).millis() < 4_000, answers::toString);
        }
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
                        words.length == 3 && Arrays.stream(words).skip(1).allMatch(w -> w.matches("-?\\d+")))
                .collect(Collectors.toMap(
                        words -> words[0],
                        words -> new Answer(Long.parseLong(words[1]), Long.parseLong(words[2])),
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
