package dev.onrush.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

class EnvironmentDefaultsTest {
    private static final class Options {
        @Option(names = "--master-port", defaultValue = "5557")
        private int port;

        @Option(
                names = {"-u", "--users"},
                defaultValue = "1")
        private int users;

        @Option(names = "-x", defaultValue = "none")
        private String onlyShort;

        @Parameters(arity = "0..1", defaultValue = "none")
        private String file;
    }

    private static Options parsed(String... arguments) {
        Options options = new Options();
        CommandLine commandLine = new CommandLine(options);
        commandLine.setDefaultValueProvider(new EnvironmentDefaults(
                Map.of("ONRUSH_MASTER_PORT", "6000", "ONRUSH_USERS", "9", "ONRUSH_X", "y", "MASTER_PORT", "7"),
                Map.of()));
        commandLine.parseArgs(arguments);
        return options;
    }

    @Test
    void anOptionComesFromTheEnvironmentWhenTheCommandLineDoesNotHaveIt() {
        Options options = parsed();
        assertEquals(6000, options.port);
        assertEquals(9, options.users);
    }

    @Test
    void theCommandLineGoesFirst() {
        Options options = parsed("--master-port", "1", "-u", "2");
        assertEquals(1, options.port);
        assertEquals(2, options.users);
    }

    @Test
    void whatHasNoLongNameHasNoVariable() {
        assertEquals("none", parsed().onlyShort);
        assertEquals("none", parsed().file);
    }

    @Test
    void aVariablesNameIsTheOptionsInCapitals() {
        assertEquals("ONRUSH_EXPECT_WORKERS_MAX_WAIT", EnvironmentDefaults.variable("--expect-workers-max-wait"));
    }

    @ParameterizedTest
    @CsvSource({"30, 30000", "1.5, 1500", "0, 0", "30s, 30000", "1m30s, 90000", "250ms, 250", "2h, 7200000"})
    void aDurationWithoutAUnitIsInSeconds(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), new DurationConverter().convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-5", "1h30", "5u", "3n", "ten", "1e3", " 5"})
    void whatIsNoDurationIsRefused(String text) {
        assertThrows(TypeConversionException.class, () -> new DurationConverter().convert(text));
    }
}
