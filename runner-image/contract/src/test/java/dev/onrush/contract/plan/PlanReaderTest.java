package dev.onrush.contract.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.YamlDocuments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {
    private static final Path QUICKSTART = Path.of("../../deploy/examples/quickstart/configmap.yaml");

    static Plan read(String yaml) throws InvalidInputException {
        return PlanReader.read(PlanFiles.of("test", Map.of("plan.yaml", yaml.getBytes(StandardCharsets.UTF_8)), null));
    }

    private static Plan quickstart() throws IOException, InvalidInputException {
        return read(YamlDocuments.readOne("configmap.yaml", Files.readString(QUICKSTART))
                .toJson()
                .at("/data/plan.yaml")
                .asText());
    }

    @Test
    void theQuickstartsClassesAreRead() throws IOException, InvalidInputException {
        Plan plan = quickstart();
        assertEquals(Duration.ofSeconds(10), plan.timeout());
        assertEquals(Map.of("Accept", Template.literal("application/json")), plan.headers());
        UserClass visitor = plan.users().get(0);
        assertEquals("Visitor", visitor.name());
        assertEquals(3, visitor.weight());
        assertEquals(0, visitor.fixedCount());
        assertEquals(new WaitTime.Between(Duration.ofMillis(100), Duration.ofMillis(300)), visitor.waitTime());
        assertEquals(List.of(), visitor.onStart());
        assertEquals(
                List.of("browse", "look"),
                visitor.tasks().stream().map(Task::name).toList());
        assertEquals(List.of(3, 2), visitor.tasks().stream().map(Task::weight).toList());
        UserClass customer = plan.users().get(1);
        assertEquals(WaitTime.constant(Duration.ofMillis(250)), customer.waitTime());
        assertEquals(1, customer.onStart().size());
    }

    @Test
    void aClassCanHaveAFixedCount() throws InvalidInputException {
        Plan plan = read("users: [{name: A, fixedCount: 3, tasks: [{name: t, steps: [get: /]}]}]");
        assertEquals(3, plan.users().get(0).fixedCount());
    }

    @Test
    void theQuickstartsBrowseRequestIsRead() throws IOException, InvalidInputException {
        assertEquals(
                new Request(
                        Request.Method.GET,
                        "/products",
                        Template.literal("/products"),
                        Map.of(),
                        new Request.Body.None(),
                        List.of(new Check.Status(Set.of(200)), new Check.JsonExists("/items/0/id")),
                        Map.of(),
                        Duration.ofSeconds(10)),
                quickstart().users().get(0).tasks().get(0).steps().get(0));
    }

    @Test
    void theQuickstartsPurchaseIsRead() throws IOException, InvalidInputException {
        List<Step> steps = quickstart().users().get(1).tasks().get(0).steps();
        Request product = assertInstanceOf(Request.class, steps.get(0));
        assertEquals("/products/{id}", product.name());
        assertEquals(Template.parse("/products/${random(1,100)}"), product.url());
        assertEquals(Map.of("price", "/price"), product.extract());
        assertEquals(new Pause(Duration.ofMillis(50), Duration.ofMillis(150)), steps.get(1));
        Request cart = assertInstanceOf(Request.class, steps.get(2));
        assertEquals(Request.Method.POST, cart.method());
        assertEquals(Map.of("Authorization", Template.parse("Bearer ${token}")), cart.headers());
        assertEquals(new Request.Body.Json(Template.parse("{\"product\":1,\"price\":\"${price}\"}")), cart.body());
        assertEquals(
                List.of(new Check.Status(Set.of(200, 201)), new Check.JsonEquals("/accepted", BooleanNode.TRUE)),
                cart.checks());
    }

    @Test
    void whatIsNotWrittenHasADefault() throws InvalidInputException {
        Plan plan = read("users: [{name: A, tasks: [{name: t, steps: [get: /]}]}]");
        assertEquals(Plan.DEFAULT_TIMEOUT, plan.timeout());
        UserClass user = plan.users().get(0);
        assertEquals(1, user.weight());
        assertEquals(WaitTime.constant(Duration.ZERO), user.waitTime());
        Request request = (Request) user.tasks().get(0).steps().get(0);
        assertEquals("/", request.name());
        assertEquals(Plan.DEFAULT_TIMEOUT, request.timeout());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2s | 2000 | 2000",
                "0 | 0 | 0",
                "{between: [1s, 1s]} | 1000 | 1000",
                "{between: [0s, 5s]} | 0 | 5000",
            })
    void aWaitTimeIsFixedOrDrawnFromARange(String yaml, long min, long max) throws InvalidInputException {
        assertEquals(new WaitTime.Between(Duration.ofMillis(min), Duration.ofMillis(max)), waitTime(yaml));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{constantPacing: 2s} | 2000",
                "{constantThroughput: 0.5} | 2000",
                "{constantThroughput: 10} | 100",
            })
    void pacingAndThroughputAreInverse(String yaml, long millis) throws InvalidInputException {
        assertEquals(new WaitTime.ConstantPacing(Duration.ofMillis(millis)), waitTime(yaml));
    }

    private static WaitTime waitTime(String yaml) throws InvalidInputException {
        return read("users: [{name: A, waitTime: " + yaml + ", tasks: [{name: t, steps: [get: /]}]}]")
                .users()
                .get(0)
                .waitTime();
    }

    @Test
    void everyKindOfBodyCheckAndHeaderIsRead() throws InvalidInputException {
        Request form = request("{post: /a, form: {user: 'u${user}', empty: ''}, timeout: 1s}");
        assertEquals(
                new Request.Body.Form(Map.of("user", Template.parse("u${user}"), "empty", Template.literal(""))),
                form.body());
        assertEquals(Duration.ofSeconds(1), form.timeout());
        Request text = request("{put: 'https://a/b', body: hello, headers: {X: 5}}");
        assertEquals(new Request.Body.Text(Template.literal("hello")), text.body());
        assertEquals(Map.of("X", Template.literal("5")), text.headers());
        Request checked =
                request("{get: /, checks: {bodyContains: [a, b], headers: {X: y}, json: {/a: b}, jsonExists: [/c]}}");
        assertEquals(
                List.of(
                        new Check.BodyContains("a"),
                        new Check.BodyContains("b"),
                        new Check.JsonEquals("/a", TextNode.valueOf("b")),
                        new Check.JsonExists("/c"),
                        new Check.HeaderEquals("X", "y")),
                checked.checks());
    }

    @Test
    void numbersInAJsonBodyAreSentAsTheyAreWritten() throws InvalidInputException {
        Request request = request("{post: /, json: {price: 100.0, share: 1.50, id: 7}}");
        assertEquals(
                new Request.Body.Json(Template.literal("{\"price\":100.0,\"share\":1.50,\"id\":7}")), request.body());
    }

    private static Request request(String yaml) throws InvalidInputException {
        Plan plan = read("users: [{name: A, tasks: [{name: t, steps: [" + yaml + "]}]}]");
        return (Request) plan.users().get(0).tasks().get(0).steps().get(0);
    }

    @Test
    void aVariableMayBeUsedBeforeTheStepThatExtractsItBecauseTasksRepeat() throws InvalidInputException {
        Plan plan = read("users: [{name: A, tasks: [{name: t, steps: [get: '/${x}', {get: /, extract: {x: /x}}]}]}]");
        assertEquals(2, plan.users().get(0).tasks().get(0).steps().size());
    }

    @Test
    void aByteOrderMarkIsSkipped() throws InvalidInputException {
        assertTrue(read("\ufeffusers: [{name: A, tasks: [{name: t, steps: [get: /]}]}]")
                .headers()
                .isEmpty());
    }

    @Test
    void aPlanChoosesItsClient() throws InvalidInputException {
        String users = "users: [{name: A, tasks: [{name: t, steps: [get: /]}]}]\n";
        assertEquals(Client.FULL, read(users).client());
        assertEquals(OptionalInt.empty(), read(users).sharedConnections());
        assertEquals(Client.FULL, read("client: full\n" + users).client());
        Plan fast = read("client: fast\nsharedConnections: 100\n" + users);
        assertEquals(Client.FAST, fast.client());
        assertEquals(OptionalInt.of(100), fast.sharedConnections());
    }

    @Test
    void aPlanSaysHowItsConnectionsAre() throws InvalidInputException {
        String users = "users: [{name: A, tasks: [{name: t, steps: [get: /]}]}]\n";
        assertEquals(new Tls(true, false), read(users).tls());
        assertEquals(Optional.empty(), read(users).http2());
        Plan plan = read("tls: {sessionResumption: false, insecureSkipVerify: true}\nhttp2: {streamsPerConnection: 7}\n"
                + users);
        assertEquals(new Tls(false, true), plan.tls());
        assertEquals(Optional.of(new Http2(7)), plan.http2());
        assertEquals(Optional.of(new Http2(100)), read("http2: {}\n" + users).http2());
    }
}
