package dev.onrush.runner.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class CombinationsTest {
    @ParameterizedTest
    @CsvSource({
        "--worker --users 5, --worker, --users",
        "--worker --headless, --worker, --headless",
        "--worker -t 5s, --worker, --run-time",
        "--worker --csv x, --worker, --csv",
        "--worker -P 8090, --worker, --web-port",
        "--worker --tls-cert c --tls-key k, --worker, --tls-cert",
        "--master --master-host h, --master, --master-host",
        "--master --tls-ca c, --master, --tls-ca",
        "--master --worker, --master, --worker",
        "--headless, --headless, --users",
        "--headless --autostart -u 1, --headless, --autostart",
        "--autostart, --autostart, --users",
        "--autoquit 5, --autoquit, --autostart",
        "--csv-full-history, --csv-full-history, --csv",
        "--tls-cert c, --tls-cert, --tls-key",
        "--tls-key k, --tls-key, --tls-cert",
        "--print-stats --only-summary, --print-stats, --only-summary",
        "--run-file f -u 5, --run-file, --users",
        "--arrival-rate 5 -u 5, --arrival-rate, --users",
        "--arrival-rate 5 -r 5, --arrival-rate, --spawn-rate",
        "--run-file f --arrival-rate 5, --run-file, --arrival-rate",
        "--worker --arrival-rate 5, --worker, --arrival-rate",
        "--max-users 5 -u 5, --max-users, --arrival-rate",
        "--max-start-delay 5s, --max-start-delay, --arrival-rate",
        "--arrival-distribution Even, --arrival-distribution, --arrival-rate"
    })
    void whatDoesNotGoTogetherIsRefusedAndBothAreNamed(String options, String one, String other) {
        ParameterException e = assertThrows(ParameterException.class, () -> check(options));
        assertTrue(e.getMessage().contains(one) && e.getMessage().contains(other), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--worker",
                "--worker --master-host h --master-port 1 --tls-ca c --processes 2 -L DEBUG",
                "--master --headless -u 5 -r 1 -t 5s --expect-workers 2 --csv x --csv-full-history --html h",
                "--master --headless --run-file f --termination-message m --linger 5s",
                "--autostart -u 5 --autoquit 5",
                "--master",
                "--headless --arrival-rate 2.5 --max-users 5 --max-start-delay 5 --arrival-distribution poisson -t 5s",
                "--autostart --arrival-rate 5",
                "--list",
                "--headless -u 1 --show-task-ratio",
                "--headless --show-task-ratio-json",
                "--tls-cert c --tls-key k --master"
            })
    void whatGoesTogetherIsTaken(String options) {
        assertDoesNotThrow(() -> check(options));
    }

    @Test
    void anEnvironmentThatMasterAndWorkersShareIsNoMistake() {
        CommandLine commandLine = Onrush.commandLine();
        commandLine.setDefaultValueProvider(new EnvironmentDefaults(Map.of("ONRUSH_USERS", "5"), Map.of()));
        assertDoesNotThrow(() -> Combinations.check(commandLine.parseArgs("-f", "plan.yaml", "--worker")));
        assertDoesNotThrow(() -> Combinations.check(commandLine.parseArgs("-f", "plan.yaml", "--headless")));
    }

    private static void check(String options) {
        CommandLine commandLine = Onrush.commandLine();
        commandLine.setDefaultValueProvider(new EnvironmentDefaults(Map.of(), Map.of()));
        String[] arguments = ("-f plan.yaml " + options).split(" ");
        Combinations.check(commandLine.parseArgs(arguments));
    }
}
