package dev.onrush.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart and the kustomization, as the API server takes them. */
@ExtendWith(Spaces.class)
class InstallIT {
    private static final String OPERATOR = "system:serviceaccount:onrush-system:onrush";

    @Test
    void theChartIsWellFormed() {
        Command.run(List.of("helm", "lint", "--strict", "helm/onrush")).expectSuccess();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crds.install=true",
                "watchNamespaces={default}",
                "replicas=2,leaderElection.enabled=true",
                "serviceAccount.create=false,serviceAccount.name=own,rbac.create=false",
                "crds.keep=false,priorityClassName=system-cluster-critical,podLabels.team=a,podAnnotations.note=b"
            })
    void theApiServerTakesEveryWayToInstall(String values, Space space) {
        String rendered = Command.run(List.of(
                        "helm",
                        "template",
                        "other",
                        "helm/onrush",
                        "-n",
                        space.name(),
                        "--kube-version",
                        "1.34",
                        "--set",
                        values))
                .expectSuccess()
                .lines()
                .filter(line -> !line.startsWith("walk.go"))
                .collect(Collectors.joining("\n"));
        String said = Command.run(List.of("kubectl", "apply", "--dry-run=server", "-f", "-"), rendered)
                .expectSuccess();
        assertFalse(said.contains("would violate PodSecurity"), said);
        assertTrue(said.contains("deployment.apps/other-onrush"), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicas=2", "image.pullPolicy=Sometimes", "watchNamespaces={Not_A_Name}", "unknown=1"})
    void wrongValuesAreRefused(String values) {
        Command.Result result =
                Command.run(List.of("helm", "template", "x", "helm/onrush", "--kube-version", "1.34", "--set", values));
        assertTrue(
                result.exitCode() != 0 && result.output().contains("don't meet the specifications"), result.output());
    }

    @Test
    void theInstalledDefinitionIsTheProjects() {
        Command.Result difference = Command.run(List.of("kubectl", "diff", "-f", "crds/loadtests.onrush.dev-v1.yml"));
        assertEquals(0, difference.exitCode(), difference.output());
    }

    @Test
    void theKustomizationIsTheChartsOutput(Space space) {
        String said = Command.run(List.of("kubectl", "apply", "--dry-run=server", "-k", "deploy/kustomize/base"))
                .expectSuccess();
        assertTrue(said.contains("deployment.apps/onrush"), said);
        Command.run(List.of("deploy/kustomize/generate.sh", "--check")).expectSuccess();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete loadtests.onrush.dev",
                "update loadtests.onrush.dev",
                "list secrets",
                "delete secrets",
                "update configmaps",
                "create pods",
                "create deployments.apps",
                "get nodes",
                "get leases.coordination.k8s.io",
                "create pods/exec"
            })
    void theOperatorMayNot(String action) {
        List<String> command =
                new ArrayList<>(List.of("kubectl", "auth", "can-i", "--as=" + OPERATOR, "-n", "default"));
        command.addAll(List.of(action.split(" ")));
        Command.Result result = Command.run(command);
        assertTrue(result.exitCode() != 0 && result.output().contains("no"), result.output());
    }
}
