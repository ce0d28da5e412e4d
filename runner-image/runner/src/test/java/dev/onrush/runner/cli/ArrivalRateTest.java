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

/** A rate of arrivals on the command line. */
class ArrivalRateTest {
    private final Vertx vertx = Vertx.vertx();
    private final SampleTarget target = new SampleTarget("127.0.0.1", 0);

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        vertx.deployVerticle(target).await();
        Files.writeString(
                directory.resolve("plan.yaml"), "users: [{name: A, tasks: [{name: t, steps: [{get: /products}]}]}]");
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void inOneProcess() throws Exception {
        check(Map.of(), "--arrival-rate 50 --max-users 500 --max-start-delay 5s");
    }

    @Test
    void withWorkerProcessesAndFromTheEnvironment() throws Exception {
        check(Map.of("ONRUSH_ARRIVAL_RATE", "50"), "--processes 2");
    }

    @Test
    void whatIsNoRateIsRefused() throws Exception {
        try (Program program = run(Map.of(), "--arrival-rate -1")) {
            assertEquals(2, program.exitCode());
            assertTrue(program.error().contains("arrivalRate.rate: expected iterations per second"), program.error());
        }
    }

    private void check(Map<String, String> environment, String options) throws Exception {
        try (Program program = run(environment, options)) {
            assertEquals(0, program.exitCode(), program.error());
            String output = program.output();
            JsonNode results = new YAMLMapper()
                    .readTree(output.substring(output.indexOf("status:")))
                    .at("/status/results");
            JsonNode arrivals = results.path("arrivals");
            assertEquals(100, arrivals.path("due").asInt(), output);
            assertEquals(
                    100,
                    arrivals.path("started").asInt() + arrivals.path("dropped").asInt(),
                    output);
            assertEquals(arrivals.path("started").asInt(), target.requests(), output);
        }
    }

    private Program run(Map<String, String> environment, String options) throws Exception {
        return Program.start(
                directory,
                environment,
                ("-f plan.yaml --headless -t 2s -H http://127.0.0.1:" + target.port() + " " + options).split(" "));
    }
}
