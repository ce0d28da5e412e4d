package dev.onrush.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.operator.OperatorConfig.Lease;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorConfigTest {
    @Test
    void onlyTheImageIsRequired() {
        assertEquals(
                new OperatorConfig("r:1", Set.of(), Optional.empty(), 8080, 8089),
                OperatorConfig.parse(Map.of("ONRUSH_RUNNER_IMAGE", "r:1")));
    }

    @Test
    void everythingCanBeSet() {
        assertEquals(
                new OperatorConfig("r:1", Set.of("a", "b"), Optional.of(new Lease("ops", "mine")), 9090, 9091),
                OperatorConfig.parse(Map.of(
                        "ONRUSH_RUNNER_IMAGE", "r:1",
                        "ONRUSH_WATCH_NAMESPACES", "a, b,",
                        "ONRUSH_LEADER_ELECTION", "true",
                        "ONRUSH_NAMESPACE", "ops",
                        "ONRUSH_LEASE", "mine",
                        "ONRUSH_HEALTH_PORT", "9090",
                        "ONRUSH_MASTER_WEB_PORT", "9091")));
    }

    @Test
    void theLeaseHasANameWithoutBeingGivenOne() {
        assertEquals(
                Optional.of(new Lease("ops", "onrush-operator")),
                OperatorConfig.parse(Map.of(
                                "ONRUSH_RUNNER_IMAGE", "r:1",
                                "ONRUSH_LEADER_ELECTION", "true",
                                "ONRUSH_NAMESPACE", "ops"))
                        .leaderElection());
    }

    @ParameterizedTest
    @CsvSource({
        "ONRUSH_RUNNER_IMAGE,' '",
        "ONRUSH_LEADER_ELECTION,yes",
        "ONRUSH_HEALTH_PORT,http",
        "ONRUSH_HEALTH_PORT,0",
        "ONRUSH_MASTER_WEB_PORT,65536"
    })
    void aMistakeNamesItsVariable(String name, String value) {
        Map<String, String> env = new java.util.HashMap<>(Map.of("ONRUSH_RUNNER_IMAGE", "r:1"));
        env.put(name, value);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> OperatorConfig.parse(env));
        assertTrue(refused.getMessage().startsWith(name), refused::getMessage);
    }

    @Test
    void leaderElectionNeedsItsNamespace() {
        Map<String, String> env = Map.of("ONRUSH_RUNNER_IMAGE", "r:1", "ONRUSH_LEADER_ELECTION", "true");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> OperatorConfig.parse(env))
                .getMessage()
                .startsWith("ONRUSH_NAMESPACE"));
    }
}
