package dev.onrush.contract.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunSpecReaderTest {
    private static final String PLAN = "'plan': {'configMap': {'name': 'p'}}";
    private static final String TARGET = "'target': 'http://shop'";
    private static final String LOAD = "'load': {'users': 10, 'runTime': '1m'}";

    private static RunDefinition read(String... fields) throws JsonProcessingException, InvalidInputException {
        String json = "{" + String.join(", ", fields).replace('\'', '"') + "}";
        return RunSpecReader.read(new ObjectMapper().readValue(json, RunSpec.class), "test", field -> field.length());
    }

    @Test
    void whatIsNotGivenHasADefault() throws JsonProcessingException, InvalidInputException {
        assertEquals(
                new RunDefinition(
                        URI.create("http://shop"),
                        new LoadShape.Ramp(10, 10, Duration.ofMinutes(1)),
                        1,
                        List.of(),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(5),
                        LostWorkers.Redistribute),
                read(PLAN, TARGET, LOAD));
    }

    @Test
    void whatIsGivenIsTaken() throws JsonProcessingException, InvalidInputException {
        RunDefinition run = read(
                "'plan': {'inline': 'x', 'entry': 'y'}",
                "'target': 'https://shop:8443/base'",
                "'load': {'users': 10, 'spawnRate': 2.5, 'runTime': '90s'}",
                "'workers': {'cores': 4, 'nodeSelector': {}}",
                "'thresholds': ['http.requests > 1']",
                "'stopTimeout': '1s'",
                "'startDeadline': '1m'",
                "'lostWorkers': 'Fail'",
                "'image': 'ignored'");
        assertEquals(URI.create("https://shop:8443/base"), run.target());
        assertEquals(new LoadShape.Ramp(10, 2.5, Duration.ofSeconds(90)), run.shape());
        assertEquals(4, run.workers());
        assertEquals("http.requests > 1", run.thresholds().get(0).expression());
        assertEquals(Duration.ofSeconds(1), run.stopTimeout());
        assertEquals(Duration.ofMinutes(1), run.startDeadline());
        assertEquals(LostWorkers.Fail, run.lostWorkers());
    }

    @Test
    void stagesBecomeAShape() throws JsonProcessingException, InvalidInputException {
        assertEquals(
                new LoadShape.Stages(List.of(
                        new LoadShape.Stages.Step(5, Duration.ofMinutes(1)),
                        new LoadShape.Stages.Step(0, Duration.ZERO))),
                read(
                                PLAN,
                                TARGET,
                                "'load': {'stages': [{'users': 5, 'duration': '1m'}, {'users': 0, 'duration': '0s'}]}")
                        .shape());
    }

    @Test
    void aRateOfArrivalsBecomesAShape() throws JsonProcessingException, InvalidInputException {
        assertEquals(
                new LoadShape.Arrivals(
                        RateCurve.constant(500, Duration.ofMinutes(1)), 10_000, Duration.ofMinutes(1), false),
                read(PLAN, TARGET, "'load': {'arrivalRate': {'rate': 500}, 'runTime': '1m'}")
                        .shape());
        assertEquals(
                new LoadShape.Arrivals(
                        new RateCurve(List.of(
                                new RateCurve.Step(2.5, Duration.ofSeconds(10)),
                                new RateCurve.Step(0, Duration.ofSeconds(5)))),
                        20,
                        Duration.ofSeconds(3),
                        true),
                read(
                                PLAN,
                                TARGET,
                                "'load': {'arrivalRate': {'stages': [{'rate': '2.5', 'duration': '10s'}, {'rate': 0, 'duration': '5s'}],"
                                        + " 'maxUsers': 20, 'maxStartDelay': '3s', 'distribution': 'Poisson'}}")
                        .shape());
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                refused("", TARGET, LOAD, "spec.plan", "exactly one of plan.configMap, plan.inline and plan.path"),
                refused("'plan': {}", TARGET, LOAD, "spec.plan", "exactly one"),
                refused("'plan': {'inline': '', 'configMap': {'name': 'x'}}", TARGET, LOAD, "spec.plan", "exactly one"),
                refused("'plan': {'path': '/p.jar', 'inline': 'x'}", TARGET, LOAD, "spec.plan", "exactly one of plan"),
                refused("'plan': {'path': 'p.jar'}", TARGET, LOAD, "spec.plan.path", "an absolute path in the image"),
                refused("'plan': {'path': '/plans/../p.jar'}", TARGET, LOAD, "spec.plan.path", "without . and .."),
                refused(
                        "'plan': {'path': '/p.jar', 'options': {'a': null}}",
                        TARGET,
                        LOAD,
                        "spec.plan.options.a",
                        "a text of at most 4096 characters"),
                refused("'plan': {'configMap': {}}", TARGET, LOAD, "spec.plan.configMap.name", "a ConfigMap's name"),
                refused(
                        "'plan': {'configMap': {'name': ' '}}",
                        TARGET,
                        LOAD,
                        "spec.plan.configMap.name",
                        "a ConfigMap's"),
                refused(PLAN, "", LOAD, "spec.target", "is required"),
                refused(PLAN, "'target': 'shop'", LOAD, "spec.target", "found \"shop\""),
                refused(PLAN, "'target': 'ftp://shop'", LOAD, "spec.target", "expected a base URL"),
                refused(PLAN, "'target': 'http://'", LOAD, "spec.target", "expected a base URL"),
                refused(PLAN, "'target': 'http://u:p@shop'", LOAD, "spec.target", "expected a base URL"),
                refused(PLAN, "'target': 'http://shop?q'", LOAD, "spec.target", "expected a base URL"),
                refused(PLAN, "'target': 'http://shop#f'", LOAD, "spec.target", "expected a base URL"),
                refused(PLAN, "'target': 'http://a b'", LOAD, "spec.target", "expected a base URL"),
                load("{}", "spec.load", "exactly one of load.users, load.stages and load.arrivalRate"),
                load("null", "spec.load", "exactly one"),
                load("{'users': 1, 'stages': [], 'runTime': '1s'}", "spec.load", "exactly one"),
                load("{'users': 1, 'runTime': '1s', 'arrivalRate': {'rate': 1}}", "spec.load", "exactly one"),
                load("{'arrivalRate': {}, 'runTime': '1s'}", "spec.load.arrivalRate", "exactly one"),
                load("{'arrivalRate': {'rate': 5}}", "spec.load.runTime", "is required with arrivalRate.rate"),
                load("{'arrivalRate': {'rate': 0}, 'runTime': '1s'}", "spec.load.arrivalRate.rate", "more than 0"),
                load("{'arrivalRate': {'rate': 'x'}, 'runTime': '1s'}", "spec.load.arrivalRate.rate", "found \"x\""),
                load("{'arrivalRate': {'rate': 1}, 'runTime': '721h'}", "spec.load.runTime", "at most 720h"),
                load(
                        "{'arrivalRate': {'rate': 1}, 'runTime': '1s', 'spawnRate': '1'}",
                        "spec.load.spawnRate",
                        "not allowed"),
                load(
                        "{'arrivalRate': {'rate': 1, 'maxUsers': 0}, 'runTime': '1s'}",
                        "spec.load.arrivalRate.maxUsers",
                        "from 1 to"),
                load(
                        "{'arrivalRate': {'rate': 1, 'maxStartDelay': 'x'}, 'runTime': '1s'}",
                        "spec.load.arrivalRate.maxStartDelay",
                        "a duration"),
                load("{'arrivalRate': {'stages': []}}", "spec.load.arrivalRate.stages", "1 to 100 stages"),
                load(
                        "{'arrivalRate': {'stages': [{'rate': 1}]}}",
                        "spec.load.arrivalRate.stages[0].duration",
                        "a duration"),
                load(
                        "{'arrivalRate': {'stages': [{'duration': '1s'}]}}",
                        "spec.load.arrivalRate.stages[0].rate",
                        "found nothing"),
                load(
                        "{'arrivalRate': {'stages': [{'rate': 1, 'duration': '1s'}]}, 'runTime': '1s'}",
                        "spec.load.runTime",
                        "not allowed with arrivalRate.stages"),
                load("{'users': 0, 'runTime': '1s'}", "spec.load.users", "from 1 to 10000000, found 0"),
                load("{'users': 10000001, 'runTime': '1s'}", "spec.load.users", "found 10000001"),
                load("{'users': 1}", "spec.load.runTime", "is required with load.users"),
                load("{'users': 1, 'runTime': 'long'}", "spec.load.runTime", "a duration such as 30s or 1h30m"),
                load("{'users': 1, 'runTime': '721h'}", "spec.load.runTime", "at most 720h"),
                load("{'users': 1, 'runTime': '1s', 'spawnRate': '0'}", "spec.load.spawnRate", "more than 0"),
                load("{'users': 1, 'runTime': '1s', 'spawnRate': 'fast'}", "spec.load.spawnRate", "found \"fast\""),
                load(
                        "{'users': 1, 'runTime': '1s', 'spawnRate': '99999999'}",
                        "spec.load.spawnRate",
                        "at most 10000000"),
                load("{'stages': []}", "spec.load.stages", "1 to 100 stages, found 0"),
                load("{'stages': [null]}", "spec.load.stages[0]", "users and a duration"),
                load("{'stages': [{'duration': '1s'}]}", "spec.load.stages[0].users", "found null"),
                load("{'stages': [{'users': -1, 'duration': '1s'}]}", "spec.load.stages[0].users", "found -1"),
                load("{'stages': [{'users': 1}]}", "spec.load.stages[0].duration", "found null"),
                load("{'stages': [{'users': 1, 'duration': '-1s'}]}", "spec.load.stages[0].duration", "found -1s"),
                load(
                        "{'stages': [{'users': 1, 'duration': '1s'}], 'runTime': '1s'}",
                        "spec.load.runTime",
                        "not allowed"),
                load(
                        "{'stages': [{'users': 1, 'duration': '1s'}], 'spawnRate': '1'}",
                        "spec.load.spawnRate",
                        "not allowed"),
                more("'workers': {'cores': 0}", "spec.workers.cores", "from 1 to 1000, found 0"),
                more("'workers': {'cores': 1001}", "spec.workers.cores", "found 1001"),
                more(
                        "'thresholds': ['http.requests > 1', 'latency is fine']",
                        "spec.thresholds[1]",
                        "found \"latency is fine\""),
                more("'thresholds': [null]", "spec.thresholds[0]", "expected a threshold"),
                more("'stopTimeout': '2h'", "spec.stopTimeout", "at most 1h"),
                more("'startDeadline': '25h'", "spec.startDeadline", "at most 24h"));
    }

    private static Arguments refused(String plan, String target, String load, String field, String message) {
        String[] fields =
                Stream.of(plan, target, load).filter(f -> !f.isEmpty()).toArray(String[]::new);
        return Arguments.of(fields, field, message);
    }

    private static Arguments load(String load, String field, String message) {
        return refused(PLAN, TARGET, "'load': " + load, field, message);
    }

    private static Arguments more(String more, String field, String message) {
        return Arguments.of(new String[] {PLAN, TARGET, LOAD, more}, field, message);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void anInvalidSpecIsRefusedWithTheFieldsName(String[] fields, String field, String message) {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> read(fields));
        assertEquals(1, refused.problems().size(), refused::getMessage);
        Problem problem = refused.problems().get(0);
        assertEquals(field, problem.field());
        assertEquals(field.length(), problem.line(), "the line that the caller gave for the field");
        assertTrue(problem.message().contains(message), refused::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-1", "0x1p3", "5d", "5f", "1e3", " 5", "5 ", ".5", "5."})
    void aSpawnRateIsAPlainDecimalNumber(String rate) {
        String load = "'load': {'users': 1, 'runTime': '1s', 'spawnRate': '" + rate + "'}";
        assertThrows(InvalidInputException.class, () -> read(PLAN, TARGET, load));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2.5, 2.5", "0.01, 0.01", "10000000, 1e7"})
    void aSpawnRateIsANumberOrAText(String rate, double read) throws JsonProcessingException, InvalidInputException {
        for (String json : List.of(rate, "'" + rate + "'")) {
            String load = "'load': {'users': 1, 'runTime': '1s', 'spawnRate': " + json + "}";
            LoadShape.Ramp ramp = (LoadShape.Ramp) read(PLAN, TARGET, load).shape();
            assertEquals(read, ramp.spawnRate());
        }
    }

    @Test
    void moreThanFiftyThresholdsAreRefused() {
        String thresholds = "'thresholds': [" + String.join(", ", Collections.nCopies(51, "'http.requests > 1'")) + "]";
        assertThrows(InvalidInputException.class, () -> read(PLAN, TARGET, LOAD, thresholds));
    }

    @Test
    void everyProblemIsFoundAtOnce() {
        InvalidInputException refused = assertThrows(
                InvalidInputException.class,
                () -> read("'target': 'x'", "'load': {'users': 0}", "'workers': {'cores': 0}", "'stopTimeout': 'x'"));
        assertEquals(
                List.of(
                        "spec.plan",
                        "spec.target",
                        "spec.load.users",
                        "spec.load.runTime",
                        "spec.workers.cores",
                        "spec.stopTimeout"),
                refused.problems().stream().map(Problem::field).toList());
    }

    @Test
    void aMissingSpecIsAProblem() {
        assertEquals(
                "f: spec: is required",
                assertThrows(InvalidInputException.class, () -> RunSpecReader.read(null, "f", field -> 1))
                        .getMessage());
    }
}
