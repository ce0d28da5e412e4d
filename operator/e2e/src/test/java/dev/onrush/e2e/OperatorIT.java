package dev.onrush.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The operator dies, is away, or serves only some namespaces. */
@ExtendWith(Spaces.class)
@ResourceLock(Locks.OPERATOR)
class OperatorIT {
    private static final String SYSTEM = "onrush-system";
    private static final String DEPLOYMENT = "deployment/onrush";
    private static final String SELECTOR = "app.kubernetes.io/component=operator,app.kubernetes.io/instance=onrush";

    @Test
    void aKilledOperatorPicksTheRunUp(Space space) {
        space.deployShop();
        space.apply(Manifests.loadTest("survivor", "15s", ""));
        LoadTestStatus before = space.awaitRunning("survivor", 10);
        system("delete", "pod", "-l", SELECTOR, "--grace-period=0", "--force");

        LoadTestStatus status = space.awaitEnd("survivor", Duration.ofMinutes(2));
        assertEquals(Phase.Succeeded, status.phase(), space::describe);
        assertEquals(before.runId(), status.runId());
        assertEquals(before.jobs(), status.jobs());
        assertEquals(
                2,
                space.client()
                        .batch()
                        .v1()
                        .jobs()
                        .inNamespace(space.name())
                        .list()
                        .getItems()
                        .size());
        assertEquals(
                space.servedByShop(),
                status.results().requests() + orZero(status.results().aborted()));
    }

    @Test
    void aRunThatEndsWhileTheOperatorIsAwayGetsItsResult(Space space) {
        space.deployShop();
        space.apply(Manifests.loadTest("unwatched", "8s", ""));
        space.awaitRunning("unwatched", 10);
        system("scale", DEPLOYMENT, "--replicas=0");
        try {
            space.kubectl("wait", "--for=condition=Complete", "job/unwatched-master", "--timeout=180s");
            assertTrue(!space.status("unwatched").orElseThrow().phase().isTerminal());
        } finally {
            system("scale", DEPLOYMENT, "--replicas=1");
        }
        LoadTestStatus status = space.awaitEnd("unwatched", Duration.ofMinutes(1));
        assertEquals(Phase.Succeeded, status.phase(), space::describe);
        assertEquals(
                space.servedByShop(),
                status.results().requests() + orZero(status.results().aborted()));
    }

    @Test
    void anInstallForSomeNamespacesNeedsNoRightsElsewhere(Space space) {
        space.deployShop();
        system("scale", DEPLOYMENT, "--replicas=0");
        system("wait", "--for=delete", "pod", "-l", SELECTOR, "--timeout=60s");
        try {
            helm(
                    "install",
                    "some",
                    "helm/onrush",
                    "-n",
                    SYSTEM,
                    "--wait",
                    "--timeout",
                    "2m",
                    "--set",
                    "crds.install=false,rbac.aggregate=false,watchNamespaces={" + space.name() + "}");
            String rights = system(
                    "auth",
                    "can-i",
                    "list",
                    "loadtests.onrush.dev",
                    "-n",
                    "default",
                    "--as=system:serviceaccount:" + SYSTEM + ":some-onrush",
                    "--quiet=false");
            assertTrue(rights.contains("no"), rights);
            space.apply(Manifests.loadTest("own", "5s", ""));
            LoadTestStatus status = space.awaitEnd("own", Duration.ofMinutes(2));
            assertEquals(Phase.Succeeded, status.phase(), space::describe);
        } finally {
            Command.run(List.of("helm", "uninstall", "some", "-n", SYSTEM, "--wait"));
            system("scale", DEPLOYMENT, "--replicas=1");
            system("rollout", "status", DEPLOYMENT, "--timeout=120s");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> space.loadTest("own").get() != null);
    }

    private static String system(String... arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl", "-n", SYSTEM));
        command.addAll(List.of(arguments));
        Command.Result result = Command.run(command);
        return arguments[0].equals("auth") ? result.output() : result.expectSuccess();
    }

    private static void helm(String... arguments) {
        List<String> command = new ArrayList<>(List.of("helm"));
        command.addAll(List.of(arguments));
        Command.run(command).expectSuccess();
    }

    private static long orZero(Long count) {
        return count == null ? 0 : count;
    }
}
