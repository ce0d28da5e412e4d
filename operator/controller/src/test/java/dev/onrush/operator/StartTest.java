package dev.onrush.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.TerminationMessage;
import dev.onrush.contract.status.Condition;
import dev.onrush.contract.status.Condition.Types;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs that have trouble getting started. */
@ExtendWith(ApiServer.class)
class StartTest {
    @Test
    void aBadPlanIsToldWithItsLineAndStartsOnceItIsFixed(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.master.passes();
            scenario.plan(Scenario.PLAN.replace("get:", "gte:"));
            scenario.apply();
            LoadTestStatus status = scenario.await(Phase.Error);
            assertNull(status.runId());
            assertNull(scenario.job("master"));
            Condition valid = scenario.condition(Types.PLAN_VALID);
            assertEquals(Condition.Status.False, valid.status());
            assertEquals("InvalidPlan", valid.reason());
            assertTrue(valid.message().contains("plan.yaml:6: users[0].tasks[0].steps[0]"), valid::message);
            assertEquals(
                    Condition.Status.True, scenario.condition(Types.COMPLETE).status());
            assertEquals(1, scenario.events("InvalidPlan"));

            scenario.plan(Scenario.PLAN);
            LoadTestStatus fixed = scenario.await(Phase.Succeeded);
            assertEquals("Passed", fixed.verdict());
            assertEquals(
                    Condition.Status.True, scenario.condition(Types.PLAN_VALID).status());
        }
    }

    @Test
    void aConfigMapMayAppearLater(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.master.passes();
            scenario.apply();
            scenario.await(Phase.Pending);
            Condition valid = scenario.condition(Types.PLAN_VALID);
            assertEquals("ConfigMapNotFound", valid.reason());
            assertTrue(valid.message().contains("\"shop-plan\""), valid::message);
            assertEquals(
                    Condition.Status.False, scenario.condition(Types.COMPLETE).status());

            scenario.plan(Scenario.PLAN);
            scenario.await(Phase.Succeeded);
        }
    }

    @Test
    void aPlanMayStandInTheLoadTestItself(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.master.passes();
            scenario.apply(
                    "target: http://shop\nload: {users: 1, runTime: 1s}\nplan:\n  inline: |\n"
                            + Scenario.PLAN.indent(4),
                    "");
            scenario.await(Phase.Succeeded);
        }
    }

    @Test
    void aPlanInJavaIsCheckedByTheMaster(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.master.passes();
            scenario.kubelet.isFull();
            scenario.planFile("Shop.java", "class Shop {}");
            scenario.apply();
            scenario.await(status -> status.jobs() != null, "Jobs");
            Condition valid = scenario.condition(Types.PLAN_VALID);
            assertEquals(Condition.Status.Unknown, valid.status());
            assertEquals("CheckedByMaster", valid.reason());
            assertTrue(scenario.job("master")
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .get(0)
                    .getArgs()
                    .contains("Shop.java"));
            scenario.kubelet.hasRoom();
            scenario.await(Phase.Succeeded);
            assertEquals(
                    Condition.Status.True, scenario.condition(Types.PLAN_VALID).status());
        }
    }

    @Test
    void aPlanOfTheImageIsCheckedByTheMaster(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.master.passes();
            scenario.kubelet.isFull();
            scenario.apply(
                    "target: http://shop\nload: {users: 1, runTime: 1s}\nimage: shop:1\n"
                            + "plan: {path: /plans/shop.jar, options: {depth: \"7\"}}\n",
                    "");
            LoadTestStatus status = scenario.await(running -> running.jobs() != null, "Jobs");
            assertNull(status.planHash(), "nobody has read the plan yet");
            Condition valid = scenario.condition(Types.PLAN_VALID);
            assertEquals(Condition.Status.Unknown, valid.status());
            assertEquals("CheckedByMaster", valid.reason());
            assertTrue(valid.message().contains("in the image"), valid::message);
            scenario.kubelet.hasRoom();
            scenario.await(Phase.Succeeded);
            assertEquals(
                    Condition.Status.True, scenario.condition(Types.PLAN_VALID).status());
        }
    }

    @Test
    void whatTheMasterFindsInAPlanInJavaIsToldWithFileAndLine(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.kubelet.isFull();
            scenario.planFile("Shop.java", "class Shop {");
            scenario.apply();
            Awaitility.await()
                    .atMost(Scenario.PATIENCE)
                    .until(() -> !scenario.kubelet.startedJobs().isEmpty());
            scenario.await(status -> status.jobs() != null, "Jobs");
            String wrong = "Shop.java:1: reached end of file while parsing";
            scenario.kubelet.endMaster(
                    0,
                    new String(
                            TerminationMessage.encode(
                                    Summaries.invalidPlan(scenario.status().runId(), wrong)),
                            StandardCharsets.UTF_8));
            scenario.await(Phase.Error);
            Condition valid = scenario.condition(Types.PLAN_VALID);
            assertEquals(Condition.Status.False, valid.status());
            assertEquals("InvalidPlan", valid.reason());
            assertTrue(valid.message().contains(wrong), valid::message);
            assertEquals(1, scenario.events("InvalidPlan"));
        }
    }

    @Test
    void aReservedKeyIsRefused(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.plan(Scenario.PLAN);
            scenario.client
                    .configMaps()
                    .inNamespace(scenario.namespace)
                    .withName("shop-plan")
                    .edit(map -> map.edit().addToData("onrush-run.json", "{}").build());
            scenario.apply();
            scenario.await(Phase.Error);
            assertTrue(scenario.condition(Types.PLAN_VALID).message().contains("onrush-run.json"));
        }
    }

    @Test
    void workersThatFindNoNodeEndTheTestWithTheSchedulersReason(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.kubelet.isFull();
            scenario.plan(Scenario.PLAN);
            scenario.apply("startDeadline: 3s");
            // At once in the status, long before the deadline.
            scenario.await(
                    status -> status.phase() == Phase.Starting
                            && status.conditions().stream()
                                    .anyMatch(c -> c.type().equals(Types.WORKERS_READY)
                                            && c.reason().equals("Unschedulable")
                                            && c.message()
                                                    .contains(
                                                            "2 of 2 worker pods: Unschedulable: " + FakeKubelet.FULL)),
                    "the scheduler's reason");
            scenario.await(Phase.Error);
            Condition complete = scenario.condition(Types.COMPLETE);
            assertEquals("StartDeadlineExceeded", complete.reason());
            assertTrue(complete.message().contains(FakeKubelet.FULL), complete::message);
            Awaitility.await()
                    .atMost(Scenario.PATIENCE)
                    .until(() -> scenario.isSuspended("master") && scenario.isSuspended("worker"));
            assertEquals(1, scenario.events("Error"));
        }
    }

    @Test
    void anImageThatCannotBePulledShowsAtOnce(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.kubelet.cannotPull("manifest unknown");
            scenario.plan(Scenario.PLAN);
            scenario.apply();
            scenario.await(
                    status -> status.conditions().stream()
                            .anyMatch(c -> c.reason().equals("ErrImagePull")
                                    && c.message().contains("manifest unknown")),
                    "the kubelet's reason");
            assertEquals(Phase.Starting, scenario.status().phase());
        }
    }

    @Test
    void stopBeforeTheFirstUserLeavesNoLoad(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.kubelet.isFull();
            scenario.plan(Scenario.PLAN);
            scenario.apply();
            scenario.await(status -> status.jobs() != null && status.jobs().workers() != null, "Jobs");
            scenario.apply("stop: true");
            scenario.await(Phase.Error);
            assertEquals("Stopped", scenario.condition(Types.COMPLETE).reason());
            Awaitility.await()
                    .atMost(Scenario.PATIENCE)
                    .until(() -> scenario.isSuspended("master") && scenario.isSuspended("worker"));
        }
    }

    @Test
    void whatTheApiServerRefusesIsToldInItsWords(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.plan(Scenario.PLAN);
            scenario.apply("""
                    plan: {configMap: {name: shop-plan}}
                    target: http://shop
                    load: {users: 1, runTime: 1m}
                    """, "workers: {tolerations: [{operator: Sometimes}]}");
            scenario.await(Phase.Error);
            Condition complete = scenario.condition(Types.COMPLETE);
            assertEquals("Rejected", complete.reason());
            assertTrue(complete.message().contains("tolerations[0].operator"), complete::message);
        }
    }

    @Test
    void aNameThatIsTakenIsAnErrorAndStaysUntouched(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            var service = scenario.client
                    .resource(new ServiceBuilder()
                            .withNewMetadata()
                            .withName("shop-master")
                            .withNamespace(scenario.namespace)
                            .endMetadata()
                            .withNewSpec()
                            .addNewPort()
                            .withPort(80)
                            .endPort()
                            .endSpec()
                            .build())
                    .create();
            scenario.plan(Scenario.PLAN);
            scenario.apply();
            scenario.await(Phase.Error);
            Condition complete = scenario.condition(Types.COMPLETE);
            assertEquals("NameConflict", complete.reason());
            assertTrue(complete.message().contains("Service shop-master"), complete::message);
            assertNull(scenario.job("master"));
            var now = scenario.client
                    .services()
                    .inNamespace(scenario.namespace)
                    .withName("shop-master")
                    .get();
            assertEquals(
                    service.getMetadata().getResourceVersion(),
                    now.getMetadata().getResourceVersion());
        }
    }

    @Test
    void aTestOfTheSameNameWaitsUntilThePreviousOneIsCleanedUp(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.master.says((id, call) -> Summaries.running(id, call, 0));
            scenario.plan(Scenario.PLAN);
            scenario.apply();
            String first = scenario.await(Phase.Running).runId();
            // No garbage collector here: what the first one made stays for now.
            scenario.resource().delete();
            scenario.apply();
            scenario.await(
                    status -> status.runId() != null
                            && status.conditions().stream()
                                    .anyMatch(c -> c.message().contains("still being deleted")),
                    "waiting");
            var in = scenario.namespace;
            scenario.client.secrets().inNamespace(in).withName("shop-token").delete();
            scenario.client.configMaps().inNamespace(in).withName("shop-run").delete();
            scenario.client.services().inNamespace(in).withName("shop-master").delete();
            for (String role : new String[] {"master", "worker"}) {
                scenario.client
                        .pods()
                        .inNamespace(in)
                        .withLabel("onrush.dev/role", role)
                        .withGracePeriod(0)
                        .delete();
                scenario.client
                        .batch()
                        .v1()
                        .jobs()
                        .inNamespace(in)
                        .withName("shop-" + role)
                        .withGracePeriod(0)
                        .delete();
            }
            assertNotEquals(first, scenario.await(Phase.Running).runId());
        }
    }
}
