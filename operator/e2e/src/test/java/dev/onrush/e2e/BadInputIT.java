package dev.onrush.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.status.Condition;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What cannot run never starts load, and says why. */
@ExtendWith(Spaces.class)
@ResourceLock(value = Locks.OPERATOR, mode = ResourceAccessMode.READ)
class BadInputIT {
    @Test
    void anInvalidPlanIsAnErrorWithFieldAndLineAndNoJobEver(Space space) {
        String plan = """
                inline: |
                      users:
                        - name: Visitor
                          waitTime: soon
                          tasks:
                            - name: browse
                              steps:
                                - get: /products
                """;
        space.apply(Manifests.loadTest("invalid", "10s", plan, ""));
        LoadTestStatus status = space.awaitEnd("invalid", Duration.ofSeconds(30));

        assertEquals(Phase.Error, status.phase());
        Condition valid = condition(status, Condition.Types.PLAN_VALID);
        assertEquals(Condition.Status.False, valid.status());
        assertTrue(valid.message().contains("waitTime") && valid.message().contains("3"), valid.message());
        String events = space.kubectl("get", "events", "--field-selector", "involvedObject.name=invalid,type=Warning");
        assertTrue(events.contains("waitTime"), events);
        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(6))
                .until(() -> space.client()
                        .batch()
                        .v1()
                        .jobs()
                        .inNamespace(space.name())
                        .list()
                        .getItems()
                        .isEmpty());
    }

    @Test
    void theApiServerRejectsWhatItsSchemaCanSee(Space space) {
        String both = Manifests.loadTest(
                "both", "10s", "inline: |\n" + Manifests.PLAN.indent(6) + "  configMap: {name: plan}\n", "");
        Command.Result result = space.tryApply(both);
        assertTrue(
                result.exitCode() != 0
                        && result.output().contains("exactly one of plan.configMap, plan.inline and plan.path"),
                result.output());
        result = space.tryApply(Manifests.loadTest("x".repeat(53), "10s", ""));
        assertTrue(result.exitCode() != 0 && result.output().contains("at most 52 characters"), result.output());
        result = space.tryApply(Manifests.loadTest("never", "soon", ""));
        assertTrue(result.exitCode() != 0 && result.output().contains("spec.load.runTime"), result.output());
    }

    @Test
    void aConfigMapThatAppearsLaterStartsTheRun(Space space) {
        space.deployShop();
        space.apply(Manifests.loadTest("late", "5s", "configMap: {name: late-plan}", ""));
        LoadTestStatus waiting = space.await(
                "late",
                Duration.ofSeconds(30),
                status -> status.conditions() != null
                        && status.conditions().stream()
                                .anyMatch(c -> c.message().contains("late-plan")));
        assertEquals(Phase.Pending, waiting.phase());

        space.apply("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: late-plan}
                data:
                  plan.yaml: |
                """ + Manifests.PLAN.indent(4));
        LoadTestStatus status = space.awaitEnd("late", Duration.ofMinutes(2));
        assertEquals(Phase.Succeeded, status.phase(), space::describe);
    }

    @Test
    void anImageThatCannotBePulledEndsAtTheStartDeadline(Space space) {
        space.apply(
                Manifests.loadTest("unpullable", "5s", "image: localhost/onrush-nowhere:none\nstartDeadline: 15s\n"));
        LoadTestStatus status = space.awaitEnd("unpullable", Duration.ofSeconds(60));
        assertEquals(Phase.Error, status.phase());
        String message = condition(status, Condition.Types.COMPLETE).message();
        assertTrue(message.contains("ImagePull"), message);
        noPodIsLeft(space, "unpullable");
    }

    @Test
    void workersThatCannotBeScheduledEndWithTheSchedulersReason(Space space) {
        space.apply(Manifests.loadTest("unschedulable", "5s", """
                startDeadline: 15s
                workers:
                  cores: 2
                  resources: {requests: {cpu: "1000"}}
                """));
        LoadTestStatus status = space.awaitEnd("unschedulable", Duration.ofSeconds(60));
        assertEquals(Phase.Error, status.phase());
        String message = condition(status, Condition.Types.COMPLETE).message();
        assertTrue(message.contains("Insufficient cpu"), message);
        noPodIsLeft(space, "unschedulable");
    }

    /** An error leaves nothing behind that holds a place on a node or waits for one. */
    private static void noPodIsLeft(Space space, String loadTest) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var pods = space.client()
                    .pods()
                    .inNamespace(space.name())
                    .withLabel(Space.LABEL, loadTest)
                    .list()
                    .getItems();
            assertTrue(
                    pods.stream()
                            .noneMatch(pod -> pod.getStatus().getPhase().equals("Pending")
                                    || pod.getStatus().getPhase().equals("Running")),
                    space::describe);
        });
    }

    private static Condition condition(LoadTestStatus status, String type) {
        return status.conditions().stream()
                .filter(c -> c.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
