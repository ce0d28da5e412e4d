package dev.onrush.runner.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hosts that lose each other, freeze, and have other clocks. Whatever happens, the result has exactly the requests that the target
 * answered. Everything goes over TLS, and the workers get the plan from the master.
 */
class NetworkFaultsTest {
    /** Longer than the lease that the hosts have, 3 s. */
    private static final int BEYOND_LEASE_MILLIS = 5_000;

    /** Where Debian's package libfaketime is installed, the wall clock is shifted, too; the monotonic one is in any case. */
    private static final Path FAKE_TIME = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

    @TempDir
    private Path directory;

    @BeforeAll
    static void needNamespaces() throws Exception {
        boolean possible = Network.isPossible();
        if (!possible && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("network namespaces need root and iproute2");
        }
        Assumptions.assumeTrue(possible, "network namespaces need root and iproute2");
    }

    @Test
    void aNetworkThatIsCutAndHeals() throws Exception {
        try (Hosts hosts = new Hosts(directory)) {
            hosts.startMaster("25s");
            hosts.startWorker();
            hosts.startWorker();
            hosts.awaitUsers(0);
            hosts.link(1, false);
            hosts.awaitUsers(1);
            hosts.link(1, true);
            hosts.awaitUsers(0);
            // Shorter than the lease: nobody is missed for long, and no user stops.
            hosts.link(0, false);
            Thread.sleep(1_000);
            hosts.link(0, true);
            assertExact(hosts, "WorkersAway");
        }
    }

    @Test
    void aWorkerThatIsSlowOrFrozen() throws Exception {
        try (Hosts hosts = new Hosts(directory)) {
            hosts.startMaster("25s");
            hosts.startWorker();
            Program frozen = hosts.startWorker();
            hosts.awaitUsers(0);
            for (int i = 0; i < 10; i++) {
                frozen.freeze();
                Thread.sleep(200);
                frozen.thaw();
                Thread.sleep(100);
            }
            assertEquals(0, hosts.summary().at("/workers/missing").asInt(), "slow is not missing");
            frozen.freeze();
            Thread.sleep(BEYOND_LEASE_MILLIS);
            hosts.awaitUsers(1);
            frozen.thaw();
            hosts.awaitUsers(0);
            assertExact(hosts, "WorkersAway");
        }
    }

    @Test
    void aMasterThatIsKilledAndStartedAgain() throws Exception {
        try (Hosts hosts = new Hosts(directory)) {
            Program master = hosts.startMaster("25s");
            hosts.startWorker();
            hosts.startWorker();
            hosts.awaitUsers(0);
            master.kill();
            hosts.startMaster("25s");
            hosts.awaitUsers(0);
            assertExact(hosts, null);
        }
    }

    @Test
    void hostsWhoseClocksAreHoursApart() throws Exception {
        try (Hosts hosts = new Hosts(directory)) {
            hosts.startMaster("8s");
            hosts.startWorker("unshare", "--time", "--monotonic", "360000", "--boottime", "360000", "--fork");
            if (Files.exists(FAKE_TIME)) {
                hosts.startWorker(
                        "env",
                        "LD_PRELOAD=" + FAKE_TIME,
                        "FAKETIME=-7h",
                        "FAKETIME_DONT_FAKE_MONOTONIC=1",
                        "FAKETIME_DISABLE_SHM=1");
            } else {
                hosts.startWorker();
            }
            assertExact(hosts, null);
        }
    }

    private static void assertExact(Hosts hosts, String distrust) throws Exception {
        JsonNode status = hosts.result();
        assertEquals("Succeeded", status.path("phase").asText(), hosts.logs());
        long requests = status.at("/results/requests").asLong();
        assertTrue(requests > 50, "requests: " + requests);
        assertEquals(hosts.answered(), requests);
        assertTrue(status.at("/results/unaccounted").isMissingNode(), status.toString());
        assertEquals(0, status.at("/workers/missing").asInt());
        assertEquals(2, status.at("/workers/connected").asInt());
        if (distrust != null) {
            assertTrue(status.toString().contains(distrust), status.toString());
        }
    }
}
