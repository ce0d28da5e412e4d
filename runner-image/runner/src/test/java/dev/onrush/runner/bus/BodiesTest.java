package dev.onrush.runner.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.TagSelection;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BodiesTest {
    static Stream<Record> messages() {
        return Stream.of(
                new Messages.Register(
                        "token", Messages.PROTOCOL, "w", "hash", "host", 42, new Messages.Member("run", 1)),
                new Messages.Registered(
                        "run",
                        3,
                        "http://shop",
                        1_000,
                        10_000,
                        500,
                        30_000,
                        Map.of("depth", "3"),
                        "epoch",
                        "{}",
                        1L << 50,
                        2L),
                new Messages.Attach("token", "w"),
                new Messages.Ready(
                        new Messages.Resume(
                                5_000,
                                4_000,
                                2,
                                Map.of("A", 1),
                                List.of(new Messages.Arrivals.Share(0, 2, 1)),
                                new Messages.Pursued(3, 0.5),
                                true),
                        "{}"),
                new Messages.AskClock(),
                new Messages.Clock(-3),
                new Messages.Begun(-12, 300),
                new Messages.Start(300, Map.of("A", 1), 100),
                new Messages.Spawn(Map.of("Visitor", 3, "Customer.with {odd} name", 0), 100, 2_000_000),
                new Messages.Stop(10_000, 3),
                new Messages.Heartbeat(
                        5,
                        1L << 40,
                        Long.MAX_VALUE,
                        0.97,
                        12,
                        new Messages.Process(3, 0.5, true, 0.01, 0.2, 1L << 33),
                        900),
                new Messages.PlanPart(
                        "plan.yaml",
                        new TagSelection(List.of("a"), List.of()),
                        "hash",
                        List.of(new Messages.PlanFile("a", 3)),
                        0,
                        "AAEC"),
                new Messages.Granted(7, -1, -1, 2, null, 9),
                new Messages.Report(1, true, false, "{}", 2L),
                new Messages.ResetStats(2),
                new Messages.Custom(1, "test_users", "[1, \"two\"]"),
                new Messages.CustomReceived(2),
                new Messages.StopTest("enough"),
                new Messages.Acknowledged(1));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageIsReadAsItWasWritten(Record message) throws ProtocolException {
        JsonObject body = Bodies.write(message);
        assertEquals(message, Bodies.read(body, message.getClass()));
        assertEquals(message, Bodies.read(body.copy(), message.getClass()));
        assertEquals(message, Bodies.read(new JsonObject(Buffer.buffer(body.encode())), message.getClass()));
    }

    @Test
    void nestedObjectsMayBeMapsOrObjects() throws ProtocolException {
        Map<String, Object> users = Map.of("A", 1);
        Messages.Spawn expected = new Messages.Spawn(Map.of("A", 1), 5, 7);
        for (Object nested : new Object[] {users, new JsonObject(users)}) {
            JsonObject body =
                    new JsonObject().put("users", nested).put("overMillis", 5).put("beginMicros", 7);
            assertEquals(expected, Bodies.read(body, Messages.Spawn.class));
        }
    }

    @Test
    void fieldsOfALaterVersionAreIgnored() throws ProtocolException {
        JsonObject body = Bodies.write(new Messages.Granted(7, -1, -1, 2, null, 9))
                .put("colour", "red")
                .put("more", new JsonObject());
        assertEquals(new Messages.Granted(7, -1, -1, 2, null, 9), Bodies.read(body, Messages.Granted.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"reserve\": null}",
                "{\"reserve\": \"many\"}",
                "{\"reserve\": {}}",
                "{\"reserve\": [1]}",
                "{\"reserve\": 99999999999999999999}"
            })
    void aNumberThatIsMissingOrNoNumberIsRefused(String json) {
        ProtocolException refused =
                assertThrows(ProtocolException.class, () -> Bodies.read(new JsonObject(json), Messages.Granted.class));
        assertTrue(refused.getMessage().startsWith("expected Granted: "), refused::getMessage);
    }

    @Test
    void aMissingBodyIsRefused() {
        assertEquals(
                "expected a body: Report",
                assertThrows(ProtocolException.class, () -> Bodies.read(null, Messages.Report.class))
                        .getMessage());
    }
}
