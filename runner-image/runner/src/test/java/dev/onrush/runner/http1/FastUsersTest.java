package dev.onrush.runner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.Request.Method;
import dev.onrush.runner.http.ClientSettings;
import dev.onrush.runner.http.HttpUser;
import dev.onrush.runner.http.RenderedRequest;
import dev.onrush.runner.http.Response;
import dev.onrush.runner.loop.ClockedTransport;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.VertxInternal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FastUsersTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nX-Two: 2\r\nContent-Length: 2\r\n\r\nok";

    private final Vertx vertx = ClockedTransport.newVertx();
    private final Context context = ((VertxInternal) vertx).createEventLoopContext();
    private final ScriptedTarget target = new ScriptedTarget(ScriptedTarget.always(OK));
    private FastUsers users;
    private HttpUser user;

    @AfterEach
    void stop() throws Exception {
        vertx.close().await();
        target.close();
    }

    private Response send(RenderedRequest request) throws Exception {
        Promise<Response> promise = Promise.promise();
        context.runOnContext(_ -> {
            if (users == null) {
                URI base = URI.create(target.uri() + "/shop/");
                users = new FastUsers(vertx, context, base, ClientSettings.DEFAULT);
                user = users.newUser();
            }
            Future<Response> response = users.ready().compose(_ -> user.send(request));
            response.onComplete(promise);
        });
        return promise.future().await();
    }

    private static RenderedRequest get(String url, Map<String, String> headers) {
        return new RenderedRequest(Method.GET, url, headers, null, Duration.ofSeconds(15), true);
    }

    @Test
    void requestsGoBelowTheTargetAndAnswersAreWhole() throws Exception {
        Response response = send(get("/cart?a=b", Map.of("X-One", "1")));
        assertEquals(200, response.status());
        assertEquals("2", response.header().apply("x-two"));
        assertNull(response.header().apply("x-tw"));
        assertEquals("ok", response.body().toString());
        String expected = "GET /shop/cart?a=b HTTP/1.1\r\nHost: 127.0.0.1:"
                + target.uri().getPort() + "\r\nUser-Agent: Onrush\r\nX-One: 1\r\n\r\n";
        assertEquals(expected, target.heads().getFirst());
        send(get("/again", Map.of()));
        assertEquals(1, target.connections());
    }

    @Test
    void aBodyHasItsLengthAndAnEmptyPostSaysSo() throws Exception {
        send(new RenderedRequest(
                Method.POST, "/", Map.of(), Buffer.buffer("hello body"), Duration.ofSeconds(15), true));
        assertTrue(
                target.heads().getFirst().endsWith("Content-Length: 10\r\n\r\n"),
                target.heads().getFirst());
        send(new RenderedRequest(Method.POST, "/", Map.of(), null, Duration.ofSeconds(15), true));
        assertTrue(
                target.heads().getLast().endsWith("Content-Length: 0\r\n\r\n"),
                target.heads().getLast());
    }

    @Test
    void anotherOriginIsLookedUpWhenItComesUp() throws Exception {
        try (ScriptedTarget other = new ScriptedTarget(ScriptedTarget.always(OK))) {
            send(get("/", Map.of()));
            send(get("http://localhost:" + other.uri().getPort() + "?q=1", Map.of()));
            send(get("/", Map.of()));
            assertEquals(2, target.heads().size());
            assertTrue(other.heads().getFirst().startsWith("GET /?q=1 HTTP/1.1\r\nHost: localhost:"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/a b, X, y, expected a URL with everything encoded that may not stand in it",
        "/, A b, y, expected the name of a header",
        "/, Content-Length, 5, expected a header that the client does not set itself",
        "/, X, 'y\r\nZ: 1', expected a header's value on one line",
    })
    void whatCouldBeReadAsSomethingElseIsNotSent(String url, String header, String value, String message) {
        Exception refused = assertThrows(Exception.class, () -> send(get(url, Map.of(header, value))));
        assertEquals("cannot be sent: " + message, refused.getMessage());
        assertEquals(0, target.heads().size());
    }
}
