package dev.onrush.runner.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Options on one command line that do not go together, or not without another. Only the command line itself is looked at: an
 * environment may be the same for master and workers.
 */
final class Combinations {
    private static final List<Rule> RULES = List.of(
            new Excludes(
                    "--worker",
                    "the master decides",
                    "--users",
                    "--spawn-rate",
                    "--arrival-rate",
                    "--run-time",
                    "--host",
                    "--threshold",
                    "--stop-timeout",
                    "--reset-stats",
                    "--exit-code-on-error",
                    "--config-users",
                    "--run-file",
                    "--headless",
                    "--autostart",
                    "--autoquit",
                    "--expect-workers",
                    "--expect-workers-max-wait"),
            new Excludes(
                    "--worker",
                    "it has no such port",
                    "--master-bind-host",
                    "--master-bind-port",
                    "--web-host",
                    "--web-port",
                    "--web-plain"),
            new Excludes(
                    "--worker",
                    "the master has the numbers",
                    "--csv",
                    "--csv-full-history",
                    "--html",
                    "--json",
                    "--json-file",
                    "--print-stats",
                    "--only-summary"),
            new Excludes("--worker", "it has no certificate to show", "--tls-cert", "--tls-key"),
            new Excludes(
                    "--master", "it is no worker", "--master-host", "--master-port", "--master-max-wait", "--tls-ca"),
            new Excludes("--headless", "it starts too, and stays", "--autostart"),
            new Excludes(
                    "--run-file",
                    "the file says it",
                    "--users",
                    "--spawn-rate",
                    "--arrival-rate",
                    "--run-time",
                    "--host",
                    "--threshold",
                    "--stop-timeout"),
            new Excludes("--print-stats", "one of them wants what the other does not", "--only-summary"),
            new UsersUnlessShape(new Needs(
                    "--headless",
                    "--users",
                    "--arrival-rate",
                    "--run-file",
                    "--list",
                    "--show-task-ratio",
                    "--show-task-ratio-json")),
            new Needs(
                    "--autostart",
                    "--users",
                    "--arrival-rate",
                    "--run-file",
                    "--list",
                    "--show-task-ratio",
                    "--show-task-ratio-json"),
            new Excludes("--arrival-rate", "users start as they are needed", "--users", "--spawn-rate"),
            new Needs("--max-users", "--arrival-rate"),
            new Needs("--max-start-delay", "--arrival-rate"),
            new Needs("--arrival-distribution", "--arrival-rate"),
            new Needs("--autoquit", "--autostart"),
            new Needs("--csv-full-history", "--csv"),
            new Needs("--tls-cert", "--tls-key"),
            new Needs("--tls-key", "--tls-cert"));

    private sealed interface Rule {
        Optional<String> broken(ParseResult options);
    }

    /** None of the others may stand beside the option. */
    private record Excludes(String option, String why, String... others) implements Rule {
        @Override
        public Optional<String> broken(ParseResult options) {
            return given(options, option)
                    ? Arrays.stream(others)
                            .filter(other -> given(options, other))
                            .findFirst()
                            .map(other -> option + " does not go with " + other + ": " + why)
                    : Optional.empty();
        }
    }

    /** At least one of the others must have a value, from wherever it comes. */
    private record Needs(String option, String... others) implements Rule {
        @Override
        public Optional<String> broken(ParseResult options) {
            return given(options, option) && Arrays.stream(others).noneMatch(other -> set(options, other))
                    ? Optional.of(option + " needs " + (others.length > 2 ? others[0] : String.join(" or ", others)))
                    : Optional.empty();
        }
    }

    /** A plan in code may have a load shape, which is only known once it is loaded. */
    private record UsersUnlessShape(Needs needs) implements Rule {
        @Override
        public Optional<String> broken(ParseResult options) {
            Object plan = options.commandSpec().findOption("--plan").getValue();
            boolean isYaml = plan == null || plan.toString().matches(".*\\.ya?ml|-");
            return isYaml ? needs.broken(options) : Optional.empty();
        }
    }

    private Combinations() {}

    /** @throws ParameterException which names both options */
    static void check(ParseResult options) {
        for (Rule rule : RULES) {
            rule.broken(options).ifPresent(message -> {
                throw new ParameterException(options.commandSpec().commandLine(), message);
            });
        }
    }

    private static boolean given(ParseResult options, String name) {
        return options.hasMatchedOption(name);
    }

    private static boolean set(ParseResult options, String name) {
        Object value = options.commandSpec().findOption(name).getValue();
        return value != null && !Boolean.FALSE.equals(value);
    }
}
