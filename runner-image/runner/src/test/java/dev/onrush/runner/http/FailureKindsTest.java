package dev.onrush.runner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.Request.Method;
import dev.onrush.contract.tls.SelfSignedCertificate;
import dev.onrush.runner.http1.ScriptedTarget;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a target does, either client names it by one of the fixed kinds. */
class FailureKindsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final Duration SHORT = Duration.ofMillis(300);

    /**
     * @param stays whether the target leaves the connection open
     * @param fast what the fast client makes of it, a status or a kind
     * @param full what the full client makes of it
     */
    record Answer(String text, boolean stays, String fast, String full) {
        Answer(String text, boolean stays, Failure both) {
            this(text, stays, both.text(), both.text());
        }

        @Override
        public String toString() {
            String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
            return shown.replace("\r\n", "⏎") + (stays ? "" : " (closes)");
        }
    }

    static Stream<Answer> answers() {
        String statusLine = Failure.MALFORMED_STATUS_LINE.text();
        return Stream.of(
                new Answer("hello world\r\n\r\n", true, Failure.MALFORMED_STATUS_LINE),
                new Answer("HTTP/1.1 abc OK\r\n\r\n", true, Failure.MALFORMED_STATUS_LINE),
                new Answer("HTTP/1.1 99999 OK\r\n\r\n", true, Failure.MALFORMED_STATUS_LINE),
                new Answer("HTTP/1.1 -1 OK\r\n\r\n", true, Failure.MALFORMED_STATUS_LINE),
                new Answer("HTTP/3.7 200 OK\r\nContent-Length: 0\r\n\r\n", true, Failure.MALFORMED_STATUS_LINE),
                new Answer("HTTP/1.", false, Failure.TRUNCATED),
                new Answer(OK + "A: b\nContent-Length: 0\r\n\r\n", true, Failure.MALFORMED_HEADER),
                new Answer(OK + "A\u00e4: b\r\nContent-Length: 0\r\n\r\n", true, Failure.MALFORMED_HEADER),
                new Answer(OK + "Abc\r\nContent-Length: 0\r\n\r\n", true, Failure.MALFORMED_HEADER),
                new Answer(OK + "A: b\0c\r\nContent-Length: 0\r\n\r\n", true, Failure.MALFORMED_HEADER),
                new Answer(OK + "Content-Length: x\r\n\r\n", true, Failure.MALFORMED_LENGTH),
                new Answer(OK + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", true, Failure.MALFORMED_LENGTH),
                new Answer(
                        OK + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        true,
                        Failure.MALFORMED_LENGTH),
                new Answer(CHUNKED + "zz\r\nab\r\n", true, Failure.MALFORMED_CHUNK),
                new Answer(CHUNKED + "2\r\nabXX\r\n0\r\n\r\n", true, Failure.MALFORMED_CHUNK),
                new Answer(CHUNKED + "ffffffffffffffffff\r\nab\r\n", true, Failure.MALFORMED_CHUNK),
                new Answer(OK + "Conte", false, Failure.TRUNCATED),
                new Answer(OK + "Content-Length: 10\r\n\r\nab", false, Failure.TRUNCATED),
                new Answer(CHUNKED + "5\r\nab", false, Failure.TRUNCATED),
                new Answer(OK + "\r\nabc", false, "200", "200"),
                new Answer("HTTP/1.1 200 " + "x".repeat(100_000) + "\r\n\r\n", true, Failure.HEAD_TOO_LONG),
                new Answer(OK + "A: " + "x".repeat(100_000) + "\r\n\r\n", true, Failure.HEAD_TOO_LONG),
                new Answer(OK + "A: xy\r\n".repeat(100_000) + "\r\n", true, Failure.HEAD_TOO_LONG),
                new Answer(OK + "Content-Length: 1\r\n\r\nabcd", true, Failure.BYTES_AFTER_END.text(), "200"),
                new Answer("", false, Failure.CLOSED_BEFORE_ANSWER),
                new Answer("", true, Failure.TIMEOUT),
                new Answer(OK, true, Failure.TIMEOUT),
                new Answer(OK + "\r\nthis never ends", true, Failure.TIMEOUT),
                new Answer(CHUNKED + "5\r\nab", true, Failure.TIMEOUT),
                new Answer(
                        "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                                + "HTTP/1.1 199 Whatever\r\nA: b\r\n\r\n" + OK + "Content-Length: 0\r\n\r\n",
                        true,
                        "200",
                        "200"),
                new Answer("HTTP/1.1 101 Switching Protocols\r\n\r\n", true, Failure.UNEXPECTED_UPGRADE),
                new Answer(
                        OK + "Content-Encoding: deflate\r\nContent-Length: 5\r\n\r\n\u00ff\u00feabc",
                        true,
                        "200",
                        Failure.MALFORMED_COMPRESSION.text()),
                new Answer(
                        "HTTP/1.1 302 Found\r\nLocation: ht!tp://[[[\r\nContent-Length: 0\r\n\r\n",
                        true,
                        "302",
                        Failure.MALFORMED_LOCATION.text()),
                new Answer("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", true, "200", "200"),
                new Answer("HTTP/2 200 OK\r\n\r\n", true, statusLine, statusLine));
    }

    private static ScriptedTarget target(Answer answer) {
        return new ScriptedTarget((head, number, out) -> {
            out.write(answer.text().getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return answer.stays();
        });
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerThatIsWrongIsNamed(Answer answer) throws Exception {
        boolean hangs = answer.fast().equals(Failure.TIMEOUT.text());
        for (String client : List.of("fast", "full")) {
            try (ScriptedTarget target = target(answer);
                    ClientUnderTest user = new ClientUnderTest(client, target.uri())) {
                String outcome = user.get("/", hangs ? SHORT : ClientUnderTest.TIMEOUT, false);
                assertEquals(client.equals("fast") ? answer.fast() : answer.full(), outcome, client);
                assertEquals(1, target.heads().size(), client + " sends once");
            }
        }
    }

    /** A server may close an idle connection at any time. @param reset whether it does so with a reset */
    private static ScriptedTarget closesTheSecondTime(boolean reset, AtomicInteger requests) {
        return new ScriptedTarget((head, number, out) -> {
            requests.incrementAndGet();
            if (number == 0) {
                out.write((OK + "Content-Length: 1\r\n\r\na").getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                return true;
            }
            if (reset) {
                ScriptedTarget.resetInsteadOfClose(out);
            }
            return false;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "full"})
    void aReusedConnectionThatClosesWithoutAByteIsARaceAndNothingIsSentAgain(String client) throws Exception {
        for (boolean reset : new boolean[] {false, true}) {
            AtomicInteger requests = new AtomicInteger();
            try (ScriptedTarget target = closesTheSecondTime(reset, requests);
                    ClientUnderTest user = new ClientUnderTest(client, target.uri())) {
                assertEquals("200", user.get("/"));
                assertEquals(Failure.KEEP_ALIVE_RACE.text(), user.get("/"), "reset: " + reset);
                assertEquals(2, requests.get());
                assertEquals(1, target.connections());
                assertEquals("200", user.get("/"), "on a connection of its own");
                assertEquals(3, requests.get());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "full"})
    void aReusedConnectionThatClosesWithinAnAnswerIsNoRace(String client) throws Exception {
        try (ScriptedTarget target = new ScriptedTarget((head, number, out) -> {
                    String text = number == 0 ? OK + "Content-Length: 1\r\n\r\na" : "HTT";
                    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                    return number == 0;
                });
                ClientUnderTest user = new ClientUnderTest(client, target.uri())) {
            assertEquals("200", user.get("/"));
            assertEquals(Failure.TRUNCATED.text(), user.get("/"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "full"})
    void aNewConnectionThatIsResetIsReset(String client) throws Exception {
        try (ScriptedTarget target = new ScriptedTarget((head, number, out) -> {
                    ScriptedTarget.resetInsteadOfClose(out);
                    return false;
                });
                ClientUnderTest user = new ClientUnderTest(client, target.uri())) {
            assertEquals(Failure.CONNECTION_RESET.text(), user.get("/"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "full"})
    void aBodyIsBoundedWhereItIsKeptAndCountedWhereItIsNot(String client) throws Exception {
        byte[] bomb = bomb();
        boolean full = client.equals("full");
        try (ScriptedTarget target = new ScriptedTarget((head, number, out) -> {
                    if (full) {
                        String headers = "Content-Encoding: gzip\r\nContent-Length: " + bomb.length;
                        out.write((OK + headers + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
                        out.write(bomb);
                    } else {
                        plain(out);
                    }
                    out.flush();
                    return true;
                });
                ClientUnderTest user = new ClientUnderTest(client, target.uri())) {
            if (full) {
                // The fast client's users of a program always keep theirs.
                assertEquals("200", user.get("/", ClientUnderTest.TIMEOUT, false));
            }
            assertEquals(Failure.BODY_TOO_LONG.text(), user.get("/", ClientUnderTest.TIMEOUT, true));
        }
    }

    private static void plain(OutputStream out) throws java.io.IOException {
        out.write((OK + "Content-Length: 20000000\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.write(new byte[20_000_000]);
    }

    /** 100 MiB of nothing. */
    private static byte[] bomb() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 100; i++) {
                out.write(new byte[1024 * 1024]);
            }
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "full"})
    void whatIsNotThereIsNamed(String client) throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        assertEquals(Failure.CONNECTION_REFUSED.text(), once(client, "http://127.0.0.1:" + port));
        assertEquals(Failure.UNKNOWN_HOST.text(), once(client, "http://nowhere.invalid"));
        assertEquals(Failure.CONNECT_FAILED.text(), once(client, "http://255.255.255.255"));
    }

    private static String once(String client, String target) throws Exception {
        try (ClientUnderTest user = new ClientUnderTest(client, URI.create(target))) {
            return user.get("/");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "full"})
    void tlsThatFailsIsNamed(String client) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            SelfSignedCertificate own = SelfSignedCertificate.create("localhost");
            int unknown = vertx.createHttpServer(new HttpServerOptions()
                            .setSsl(true)
                            .setKeyCertOptions(new PemKeyCertOptions()
                                    .addCertValue(Buffer.buffer(own.certificate()))
                                    .addKeyValue(Buffer.buffer(own.key()))))
                    .requestHandler(request -> request.response().end())
                    .listen(0, "127.0.0.1")
                    .await()
                    .actualPort();
            int noTls = vertx.createNetServer(new NetServerOptions())
                    .connectHandler(socket -> socket.write("220 this is no TLS\r\n"))
                    .listen(0, "127.0.0.1")
                    .await()
                    .actualPort();
            assertEquals(Failure.TLS_CERTIFICATE.text(), once(client, "https://localhost:" + unknown));
            assertEquals(Failure.TLS_FAILED.text(), once(client, "https://localhost:" + noTls));
        } finally {
            vertx.close().await();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "full"})
    void whatCannotBeSentIsNamedAndNotSent(String client) throws Exception {
        try (ScriptedTarget target = new ScriptedTarget(ScriptedTarget.always(OK + "Content-Length: 0\r\n\r\n"));
                ClientUnderTest user = new ClientUnderTest(client, target.uri())) {
            assertEquals(Failure.INVALID_HEADER_NAME.text(), user.outcome(with("A b", "y")));
            assertEquals(Failure.RESERVED_HEADER.text(), user.outcome(with("Content-Length", "5")));
            assertEquals(Failure.INVALID_HEADER_VALUE.text(), user.outcome(with("X", "y\r\nZ: 1")));
            assertEquals(Failure.INVALID_URL.text(), user.get("http://localhost:99999999/"));
            assertEquals(Failure.INVALID_URL.text(), user.get("/a b"));
            assertTrue(target.heads().isEmpty());
        }
    }

    private static RenderedRequest with(String header, String value) {
        return new RenderedRequest(Method.GET, "/", Map.of(header, value), null, ClientUnderTest.TIMEOUT, false);
    }
}
