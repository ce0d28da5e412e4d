package dev.onrush.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.onrush.runner.sample.SampleTarget;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans in Java on the command line: in one process, with worker processes, and checked. */
class JavaPlanCommandTest {
    private static final Path EXAMPLES =
            Path.of("../../deploy/examples/java").toAbsolutePath().normalize();
    private static final String PLAN = """
            import dev.onrush.api.*;
            import java.time.Duration;

            public final class Shop implements Plan {
                static final Option<Long> DEPTH = Option.number("depth", 1, "how deep");
                static final Option<String> TENANT = Option.text("tenant", "nobody", "who");
                static final Option<Boolean> LOUD = Option.flag("loud", "louder");

                @Override
                public void define(PlanBuilder plan) {
                    plan.client(HttpClientKind.FAST);
                    plan.user("A", HttpUser::new)
                            .waitTime(WaitTime.constant(Duration.ofMillis(50)))
                            .task("list", user -> user.client().get("/products"), "fast")
                            .task("one", user -> user.client().get("/products/1"), "slow");
                    plan.user("B", HttpUser::new).task("never", user -> user.client().get("/missing"), "slow");
                    plan.events().initCommandLineParser(parser -> {
                        parser.add(DEPTH);
                        parser.add(TENANT);
                        parser.add(LOUD);
                    });
                    plan.events().init(e -> System.out.println("# " + e.role() + " depth " + e.option(DEPTH)
                            + ", tenant " + e.option(TENANT) + ", loud " + e.option(LOUD)));
                    plan.events().quit(e -> System.out.println("# " + e.environment().role() + " ends with " + e.exitCode()));
                }
            }
            """;

    private final Vertx vertx = Vertx.vertx();
    private final SampleTarget target = new SampleTarget("127.0.0.1", 0);

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        vertx.deployVerticle(target).await();
        Files.writeString(directory.resolve("Shop.java"), PLAN);
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void thePlansOwnOptionsAndTagsReachEveryProcess() throws Exception {
        try (Program program = Program.start(
                directory,
                Map.of("ONRUSH_TENANT", "acme"),
                "-f",
                "Shop.java",
                "--headless",
                "--processes",
                "2",
                "-H",
                url(),
                "-u",
                "4",
                "-t",
                "2s",
                "--tags",
                "fast",
                "--depth=7",
                "--loud")) {
            assertEquals(0, program.exitCode(), program.error());
            String output = program.output();
            assertTrue(output.contains("# MASTER depth 7, tenant acme, loud true"), output);
            assertEquals(2, output.split("# WORKER depth 7, tenant acme, loud true", -1).length - 1, output);
            assertEquals(2, output.split("# WORKER ends with 0", -1).length - 1, output);
            assertTrue(output.contains("# MASTER ends with 0"), output);
            JsonNode results = status(output).path("results");
            assertEquals(target.requests(), results.path("requests").asLong());
            assertEquals(1, results.path("byName").size(), output);
            assertEquals("/products", results.at("/byName/0/name").asText());
        }
    }

    @Test
    void theMessagesExampleRunsInOneProcess() throws Exception {
        try (Program program = Program.start(
                directory,
                "-f",
                EXAMPLES.resolve("messages/TestUsers.java").toString(),
                "--headless",
                "-H",
                url(),
                "-u",
                "2",
                "-t",
                "1s")) {
            assertEquals(0, program.exitCode(), program.error());
            assertEquals(1, program.output().split("User User2 received", -1).length - 1, program.output());
            assertTrue(program.output().contains("Thanks for the 3 users!"), program.output());
        }
    }

    @Test
    void aShapeNeedsNoNumberOfUsers() throws Exception {
        Files.writeString(
                directory.resolve("Shop.java"),
                PLAN.replace(
                        "plan.client(",
                        "plan.shape(state -> state.runTime().toSeconds() < 2"
                                + " ? Tick.users(3, 10, \"A\") : Tick.stop()); plan.client("));
        try (Program program = Program.start(directory, "-f", "Shop.java", "--headless", "-H", url())) {
            assertEquals(0, program.exitCode(), program.error());
            assertEquals(3, status(program.output()).at("/results/users").asInt(), program.output());
        }
    }

    @Test
    void itsTasksAreShownWithTheirShares() throws Exception {
        String plan = EXAMPLES.resolve("task-sets/Forum.java").toString();
        try (Program program = Program.start(directory, "-f", plan, "--show-task-ratio")) {
            assertEquals(0, program.exitCode(), program.error());
            assertTrue(
                    program.output().startsWith(" 100.0%  Reader\n          20.0%  home (20.0% of all)\n"),
                    program.output());
            assertTrue(program.output().contains("                  83.3%  read (33.3% of all)\n"), program.output());
        }
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() throws Exception {
        Files.writeString(directory.resolve("Shop.java"), PLAN.replace("HttpUser::new).task", "HtpUser::new).task"));
        try (Program program = Program.start(directory, "validate", "Shop.java")) {
            assertEquals(2, program.exitCode());
            assertTrue(program.error().startsWith("Shop.java:16: "), program.error());
        }
        try (Program program = Program.start(directory, "-f", "Shop.java", "-H", url(), "-u", "1", "-t", "1s")) {
            assertEquals(2, program.exitCode());
            assertTrue(program.error().contains("Shop.java:16: "), program.error());
        }
    }

    @Test
    void optionsThatThePlanDoesNotHaveAreRefused() throws Exception {
        try (Program program = Program.start(
                directory, "-f", "Shop.java", "--headless", "-H", url(), "-u", "1", "-t", "1s", "--deepness", "3")) {
            assertEquals(2, program.exitCode());
            assertTrue(program.error().contains("--deepness: is no option of onrush"), program.error());
            assertTrue(program.error().contains("--depth"), program.error());
        }
        try (Program program = Program.start(
                directory, "-f", "Shop.java", "--headless", "-H", url(), "-u", "1", "-t", "1s", "--depth", "deep")) {
            assertEquals(2, program.exitCode());
            assertTrue(program.error().contains("--depth: cannot be \"deep\""), program.error());
        }
        try (Program program = Program.start(directory, "--worker", "-f", "Shop.java", "--depth", "3")) {
            assertEquals(2, program.exitCode());
            assertTrue(program.error().contains("Unknown options for a worker: [--depth, 3]"), program.error());
        }
    }

    private static JsonNode status(String output) throws Exception {
        return new YAMLMapper()
                .readTree(output.substring(output.indexOf("status:")))
                .path("status");
    }

    private String url() {
        return "http://127.0.0.1:" + target.port();
    }
}
