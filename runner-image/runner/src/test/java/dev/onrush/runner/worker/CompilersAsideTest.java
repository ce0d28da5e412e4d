package dev.onrush.runner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.contract.plan.Client;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompilersAsideTest {
    @ParameterizedTest
    @CsvSource({
        "FAST, true, true, true",
        "FAST, true, false, false",
        "FAST, false, true, false",
        "FULL, true, true, false",
        // a plan in Java
        ", true, true, false"
    })
    void standsAsideWhereTheWarmUpLeavesNothingToCompile(
            Client client, boolean warm, boolean trained, boolean expected) {
        assertEquals(expected, CompilersAside.standAside(Optional.ofNullable(client), warm, trained));
    }
}
