package dev.onrush.operator.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodProblemTest {
    private static final String RUN_ID = "r1";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: 0/1 nodes}] | Unschedulable: 0/1 nodes",
                "containerStatuses: [{name: onrush, state: {waiting: {reason: ImagePullBackOff, message: no such image}}}] | ImagePullBackOff: no such image",
                "containerStatuses: [{name: onrush, state: {waiting: {reason: CreateContainerConfigError, message: no secret}}}] | CreateContainerConfigError: no secret",
                "containerStatuses: [{name: onrush, state: {waiting: {reason: ContainerCreating}}}] | ",
                "containerStatuses: [{name: onrush, state: {running: {}}}] | ",
                "containerStatuses: [{name: onrush, state: {terminated: {exitCode: 0}}}] | ",
                "containerStatuses: [{name: onrush, state: {terminated: {exitCode: 137, reason: OOMKilled}}}] | OOMKilled: exited with code 137",
                "containerStatuses: [{name: onrush, state: {terminated: {exitCode: 2, reason: Error, message: bad flag}}}] | Error: exited with code 2, its last words: bad flag",
                "{phase: Failed, reason: Evicted, message: disk pressure} | Evicted: disk pressure",
                "{} | ",
            })
    void aPodSaysWhyItDoesNotRun(String status, String problem) {
        assertEquals(Optional.ofNullable(problem), PodProblem.of(pod(status)).map(PodProblem::toString));
    }

    @Test
    void aContainerThatWasPutBesideTheRunnersIsNotAskedForIt() {
        String besides = "{name: mesh, state: {waiting: {reason: ImagePullBackOff}}}";
        String runs = "{phase: Running, podIP: 10.0.0.1, containerStatuses: [" + besides
                + ", {name: onrush, state: {running: {}}}]}";
        assertEquals(new MasterPod.Running("10.0.0.1"), master(runs));
        assertEquals(Optional.empty(), PodProblem.of(pod(runs)));
        assertInstanceOf(
                MasterPod.Ended.class,
                master("{phase: Running, containerStatuses: [{name: mesh, state: {running: {}}}, "
                        + "{name: onrush, state: {terminated: {exitCode: 1}}}]}"));
    }

    @Test
    void aProblemOfManyPodsIsSaidOnce() {
        Pod full = pod("conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: full}]");
        Pod fine = pod("containerStatuses: [{name: onrush, state: {running: {}}}]");
        PodProblem problem =
                PodProblems.of(List.of(fine), List.of(full, fine, full)).orElseThrow();
        assertEquals("Unschedulable: 2 of 3 worker pods: Unschedulable: full", problem.toString());
    }

    @Test
    void theMasterIsWhereItsPodIs() {
        assertInstanceOf(MasterPod.Absent.class, MasterPod.of(List.of(), RUN_ID));
        assertInstanceOf(MasterPod.Waiting.class, master("phase: Pending"));
        assertEquals(
                new MasterPod.Running("10.0.0.1"),
                master("{phase: Running, podIP: 10.0.0.1, containerStatuses: [{name: onrush, state: {running: {}}}]}"));
        assertInstanceOf(
                MasterPod.Waiting.class,
                master("{phase: Running, containerStatuses: [{name: onrush, state: {running: {}}}]}"));
    }

    @Test
    void onlyAFinalSummaryOfThisRunCounts() {
        assertTrue(ended("{\"runId\":\"r1\",\"state\":\"Finished\"}").summary().isPresent());
        assertTrue(ended("{\"runId\":\"r2\",\"state\":\"Finished\"}").summary().isEmpty());
        assertTrue(ended("{\"runId\":\"r1\",\"state\":\"Running\"}").summary().isEmpty());
        assertTrue(ended("OutOfMemoryError").summary().isEmpty());
        MasterPod.Ended evicted = assertInstanceOf(
                MasterPod.Ended.class, master("{phase: Failed, reason: Evicted, message: disk pressure}"));
        assertEquals("Evicted: disk pressure", evicted.how());
    }

    private static MasterPod.Ended ended(String message) {
        return assertInstanceOf(
                MasterPod.Ended.class,
                master("containerStatuses: [{name: onrush, state: {terminated: {exitCode: 0, message: '" + message
                        + "'}}}]"));
    }

    private static MasterPod master(String status) {
        return MasterPod.of(List.of(pod(status)), RUN_ID);
    }

    private static Pod pod(String status) {
        return Serialization.unmarshal(
                "apiVersion: v1\nkind: Pod\nmetadata: {creationTimestamp: x}\nstatus:\n" + status.indent(2), Pod.class);
    }
}
