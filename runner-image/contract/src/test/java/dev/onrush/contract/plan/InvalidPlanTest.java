package dev.onrush.contract.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidPlanTest {
    private static final String STEP = "users[0].tasks[0].steps[0]";

    /** @param message a part of it */
    record Case(String yaml, int line, String field, String message) {
        @Override
        public String toString() {
            return field + ": " + message;
        }
    }

    /** A plan whose class has these fields beside its name (on line 2) and its task: the first is on line 3. */
    private static String inClass(String... lines) {
        return "users:\n  - name: A\n" + indented(4, lines) + "    tasks: [{name: t, steps: [get: /]}]\n";
    }

    /** A plan with one step, whose first line is line 6. */
    private static String step(String... lines) {
        String[] rest = List.of(lines).subList(1, lines.length).toArray(String[]::new);
        return "users:\n  - name: A\n    tasks:\n      - name: t\n        steps:\n          - " + lines[0] + "\n"
                + indented(12, rest);
    }

    /** A plan that begins with these lines. */
    private static String top(String... lines) {
        return indented(0, lines) + inClass();
    }

    private static String indented(int by, String... lines) {
        return Stream.of(lines).map(line -> " ".repeat(by) + line + "\n").collect(Collectors.joining());
    }

    private static String repeated(int times, String item) {
        return IntStream.range(0, times)
                .mapToObj(i -> item.replace("#", "" + i))
                .collect(Collectors.joining(", "));
    }

    static Stream<Case> invalid() {
        return Stream.of(
                new Case("timeout: 1s\n", 1, "users", "is required: expected a list of user classes"),
                new Case("users: []\n", 1, "users", "expected at least one user class"),
                new Case("users:\n", 1, "users", "is required"),
                new Case("users: 5\n", 1, "users", "expected a list of at most 100 items, found 5"),
                new Case("just text\n", 1, "", "expected a mapping, found \"just text\""),
                new Case("users: [A]\n", 1, "users[0]", "expected a mapping, found \"A\""),
                new Case("users: [" + repeated(101, "{}") + "]", 1, "users", "a list of at most 100 items"),
                new Case(
                        top("timeOut: 1s"),
                        1,
                        "timeOut",
                        "is not a field here, expected one of: client, headers, http2, sharedConnections, timeout, tls, users"),
                new Case(top("tls: {sessionResumption: maybe}"), 1, "tls.sessionResumption", "expected true or false"),
                new Case(top("tls: {resumption: true}"), 1, "tls.resumption", "is not a field here"),
                new Case(
                        top("http2: {streamsPerConnection: 0}"),
                        1,
                        "http2.streamsPerConnection",
                        "expected a whole number from 1 to 10000"),
                new Case(top("client: fast", "http2: {}"), 2, "http2", "expected client: full"),
                new Case(
                        top("timeout: soon"),
                        1,
                        "timeout",
                        "expected a duration such as 500ms or 1m30s, from 1ms to 1h"),
                new Case(
                        "users:\n  - {name: A, tasks: [{name: t, tags: [\"a b\"], steps: [get: /]}]}\n",
                        2,
                        "users[0].tasks[0].tags[0]",
                        "expected a tag without spaces and commas"),
                new Case(
                        inClass("weight: 2", "fixedCount: 3"),
                        4,
                        "users[0].fixedCount",
                        "expected either a weight or a fixedCount, found both"),
                new Case(
                        inClass("fixedCount: 0"),
                        3,
                        "users[0].fixedCount",
                        "expected a whole number from 1 to 1000000, found 0"),
                new Case(top("timeout: 0s"), 1, "timeout", "from 1ms to 1h, found \"0s\""),
                new Case(top("timeout: 2h"), 1, "timeout", "found \"2h\""),
                new Case(top("timeout: 10"), 1, "timeout", "expected a duration"),
                new Case(top("timeout: [1s]"), 1, "timeout", "found a list"),
                new Case(top("headers: [a]"), 1, "headers", "expected a mapping of at most 100 entries, found a list"),
                new Case(top("headers:", "  X:", "    y: z"), 3, "headers.X", "expected a text"),
                new Case(top("# hi", "headers:", "  A: b", "  X: \"a\\nb\""), 4, "headers.X", "on one line"),
                new Case(top("headers:", "  X: ${a b}"), 2, "headers.X", "found ${a b}"),
                new Case(
                        top("headers:", "  Accept: a", "  X: ${tokn}-${tokn}"),
                        3,
                        "headers.X",
                        "a step of each user class which sends the header extracts, found ${tokn}"),
                new Case("""
                        headers: {X: "${token}"}
                        users:
                          - name: A
                            tasks: [{name: t, steps: [{get: /, extract: {token: /token}}]}]
                          - name: B
                            tasks: [{name: t, steps: [get: /]}]
                          - name: C
                            tasks: [{name: t, steps: [get: /]}]
                        """, 1, "headers.X", "found ${token}"),
                new Case("users: [{tasks: [{name: t, steps: [get: /]}]}]", 1, "users[0].name", "is required"),
                new Case("users:\n  - name: A\n", 2, "users[0].tasks", "is required: expected a list of tasks"),
                new Case("users:\n  - name: A\n    tasks: []\n", 3, "users[0].tasks", "expected at least one task"),
                new Case("users: [{name: A, tasks: [{name: t}]}]", 1, "users[0].tasks[0].steps", "is required"),
                new Case("users: [{name: A, tasks: [{steps: [get: /]}]}]", 1, "users[0].tasks[0].name", "is required"),
                new Case(
                        "users:\n  - name: A\n    tasks:\n      - name: t\n        steps: []\n",
                        5,
                        "users[0].tasks[0].steps",
                        "expected at least one step"),
                new Case(inClass("weight: 0"), 3, "users[0].weight", "a whole number from 1 to 1000000, found 0"),
                new Case(inClass("weight: 1.5"), 3, "users[0].weight", "found 1.5"),
                new Case(inClass("weight: heavy"), 3, "users[0].weight", "found \"heavy\""),
                new Case(inClass("weight: 99999999999"), 3, "users[0].weight", "found 99999999999"),
                new Case(inClass("wait_time: 1s"), 3, "users[0].wait_time", "is not a field here"),
                new Case(inClass("waitTime: -1s"), 3, "users[0].waitTime", "expected a duration"),
                new Case(inClass("waitTime: {between: [2s, 1s]}"), 3, "users[0].waitTime.between", "the shorter first"),
                new Case(inClass("waitTime: {between: [2s]}"), 3, "users[0].waitTime.between", "two durations"),
                new Case(
                        inClass("waitTime: {constantThroughput: 0}"),
                        3,
                        "users[0].waitTime.constantThroughput",
                        "more than 0"),
                new Case(inClass("waitTime: {between: }"), 3, "users[0].waitTime.between", "expected two durations"),
                new Case(
                        inClass("waitTime:", "  constantPacing:"),
                        4,
                        "users[0].waitTime.constantPacing",
                        "is required: expected a duration"),
                new Case(
                        inClass("waitTime: {constantThroughput: }"),
                        3,
                        "users[0].waitTime.constantThroughput",
                        "is required: expected tasks per second"),
                new Case(inClass("waitTime: {gauss: 1s}"), 3, "users[0].waitTime", "found a mapping"),
                new Case(inClass("waitTime: [1s, 2s]"), 3, "users[0].waitTime", "found a list"),
                new Case(inClass("onStart: [{pause: 25h}]"), 3, "users[0].onStart[0].pause", "from 0s to 24h"),
                new Case(step("get: /a", "post: /b"), 6, STEP, "expected exactly one of get, post"),
                new Case(step("name: nothing"), 6, STEP, "expected exactly one of get, post"),
                new Case(step("get: /", "body: hi"), 7, STEP + ".body", "expected no body with GET"),
                new Case(step("head: /", "json: {}"), 7, STEP + ".json", "expected no body with HEAD"),
                new Case(step("post: /", "body: hi", "json: {}"), 6, STEP, "at most one of json, body and form"),
                new Case(step("get: products"), 6, STEP + ".get", "a path that starts with /"),
                new Case(step("get: ftp://a/b"), 6, STEP + ".get", "an http(s) URL"),
                new Case(step("get: /a b"), 6, STEP + ".get", "without spaces"),
                new Case(step("get: /a#b"), 6, STEP + ".get", "fragment"),
                new Case(top("client: quick"), 1, "client", "expected fast or full, found "),
                new Case(top("client: [fast]"), 1, "client", "expected fast or full, found "),
                new Case(
                        top("sharedConnections: 0"), 1, "sharedConnections", "expected a whole number from 1 to 60000"),
                new Case(
                        "client: fast\n" + step("get: http://${host}/"),
                        7,
                        STEP + ".get",
                        "expected a host without placeholders"),
                new Case(
                        "headers: {\"A b\": c}\n" + inClass(),
                        1,
                        "headers.A b",
                        "expected the name of a header, found \"A b\""),
                new Case(
                        "headers: {content-length: 5}\n" + inClass(),
                        1,
                        "headers.content-length",
                        "expected a header that the client does not set itself"),
                new Case(step("get: /" + "x".repeat(8_192)), 6, STEP + ".get", "a text of at most 8192 characters"),
                new Case(step("name: x", "get: [/]"), 7, STEP + ".get", "a text of at most"),
                new Case(step("get: /", "name: " + "x".repeat(201)), 7, STEP + ".name", "at most 200 characters"),
                new Case(step("get: /${}"), 6, STEP + ".get", "expected ${user}"),
                new Case(step("get: /${random(5,1)}"), 6, STEP + ".get", "min at most max"),
                new Case(step("get: /", "headers:", "  X: ${token}"), 8, STEP + ".headers.X", "found ${token}"),
                new Case(
                        step("get: /", "name: x", "headers: {X: \"a\\r\\nY: b\"}"),
                        8,
                        STEP + ".headers.X",
                        "on one line"),
                new Case(
                        step("post: /", "json:", "  a: ${nobody}"),
                        8,
                        STEP + ".json",
                        "a step of this user class extracts"),
                new Case(step("post: /", "form: {a: '${nobody}'}"), 7, STEP + ".form.a", "found ${nobody}"),
                new Case(step("get: /", "extract: {id: items.0}"), 7, STEP + ".extract.id", "a JSON pointer such as"),
                new Case(
                        step("get: /", "extract:", "  user: /id"),
                        8,
                        STEP + ".extract.user",
                        "expected another name, as ${user} has a meaning of its own"),
                new Case(step("get: /", "extract: {uuid: /id}"), 7, STEP + ".extract.uuid", "as ${uuid} has"),
                new Case(step("get: /", "extract: {iteration: /id}"), 7, STEP + ".extract.iteration", "another name"),
                new Case(step("get: /", "checks: {status: 42}"), 7, STEP + ".checks.status", "from 100 to 599"),
                new Case(step("get: /", "checks: {status: [200, ok]}"), 7, STEP + ".checks.status[1]", "found \"ok\""),
                new Case(step("get: /", "checks: {status: .nan}"), 7, STEP + ".checks.status", "from 100 to 599"),
                new Case(step("get: /", "checks:", "  json: {a: 1}"), 8, STEP + ".checks.json.a", "a JSON pointer"),
                new Case(
                        step("get: /", "checks:", "  jsonExists: a"), 8, STEP + ".checks.jsonExists", "a JSON pointer"),
                new Case(step("get: /", "checks: {statuss: 200}"), 7, STEP + ".checks.statuss", "is not a field here"),
                new Case(step("get: /", "checks: 200"), 7, STEP + ".checks", "expected a mapping, found 200"),
                new Case(step("get: /", "timeout: 0s"), 7, STEP + ".timeout", "from 1ms to 1h"),
                new Case(step("pause: 1s", "get: /"), 7, STEP + ".get", "is not a field here, expected one of: pause"),
                new Case(step("pause:"), 6, STEP + ".pause", "is required: expected a duration such as 500ms, or two"),
                new Case(step("pause: [2s, 1s]"), 6, STEP + ".pause", "the shorter first"),
                new Case(step("pause: [1s, 2s, 3s]"), 6, STEP + ".pause", "two durations"),
                new Case(
                        "users: [{name: A, tasks: [{name: t, steps: [" + repeated(501, "{get: /#}") + "]}]}]",
                        1,
                        "users[0].tasks[0].steps",
                        "a list of at most 500 items"),
                new Case(
                        inClass() + inClass().substring("users:\n".length()),
                        4,
                        "users[1].name",
                        "expected different names, found \"A\" twice"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void anInvalidPlanIsRefusedWithFieldLineAndReason(Case wrong) {
        List<Problem> problems = problems(wrong.yaml());
        assertTrue(
                problems.stream()
                        .anyMatch(p -> p.source().equals("plan.yaml")
                                && p.line() == wrong.line()
                                && p.field().equals(wrong.field())
                                && p.message().contains(wrong.message())),
                () -> "expected " + wrong.line() + " " + wrong + "\n, found " + problems);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void oneMistakeIsReportedOnce(Case wrong) {
        List<String> fields =
                problems(wrong.yaml()).stream().map(p -> p.line() + p.message()).toList();
        assertEquals(fields.stream().distinct().toList(), fields);
    }

    @Test
    void everyProblemIsFoundAtOnce() {
        List<Problem> problems = problems("""
                timeout: never
                users:
                  - name: A
                    weight: 0
                    tasks: []
                  - weight: 2
                    colour: red
                    tasks:
                      - name: t
                        steps:
                          - get: nowhere
                            checks: {status: 42}
                          - post: /${lost}
                      - name: u
                        steps: []
                """);
        assertEquals(
                List.of(
                        "1 timeout",
                        "4 users[0].weight",
                        "5 users[0].tasks",
                        "6 users[1].name",
                        "7 users[1].colour",
                        "11 users[1].tasks[0].steps[0].get",
                        "12 users[1].tasks[0].steps[0].checks.status",
                        "13 users[1].tasks[0].steps[1].post",
                        "15 users[1].tasks[1].steps"),
                problems.stream()
                        .sorted((a, b) -> a.line() - b.line())
                        .map(p -> p.line() + " " + p.field())
                        .toList());
    }

    private static List<Problem> problems(String yaml) {
        return assertThrows(InvalidInputException.class, () -> PlanReaderTest.read(yaml))
                .problems();
    }
}
