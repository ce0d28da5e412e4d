package dev.onrush.runner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.http.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResponseParserTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    /** @param text with the bytes after the answer's end, if any, after a {@code §} */
    record Good(String text, int status, String body, boolean keepsAlive) {}

    record Bad(String text, Failure failure) {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static ResponseParser parser() {
        ResponseParser parser = new ResponseParser();
        parser.begin(false, true, true);
        return parser;
    }

    /** Feeds pieces of at most this size until something is decided; what was not used. */
    private static String feed(ResponseParser parser, String text, int piece) {
        byte[] all = bytes(text);
        int at = 0;
        while (at < all.length && !parser.isComplete() && parser.failure() == null) {
            int to = Math.min(all.length, at + piece);
            at = parser.feed(all, at, to);
        }
        return text.substring(at);
    }

    @Test
    void aLargeBodyIsNotHeldOnceItHasBeenRead() {
        String large = OK + "Content-Length: 200000\r\n\r\n" + "x".repeat(200_000);
        ResponseParser parser = parser();
        feed(parser, large, 4_096);
        assertEquals(200_000, parser.body().length());
        Octets held = parser.body();
        parser.rest();
        assertNull(parser.body());
        parser.begin(false, true, true);
        feed(parser, OK + "Content-Length: 5\r\n\r\nhello", 4_096);
        assertEquals("hello", parser.body().toString());
        assertNotSame(held, parser.body());
        Octets small = parser.body();
        parser.rest();
        assertSame(small, parser.body(), "a small one is used again");
    }

    @Test
    void aLargeBodyIsNotHeldByARequestThatKeepsNone() {
        KeptBody body = new KeptBody();
        body.begin(true);
        body.add(new byte[200_000], 0, 200_000);
        Octets held = body.octets();
        body.begin(false);
        body.begin(true);
        assertNotSame(held, body.octets());
    }

    static Stream<Good> good() {
        return Stream.of(
                new Good(OK + "Content-Length: 5\r\n\r\nhello§", 200, "hello", true),
                new Good(OK + "content-LENGTH:5\r\nX: y\r\n\r\nhello§HTTP/1.1", 200, "hello", true),
                new Good("HTTP/1.1 404\r\nContent-Length: \t0 \t\r\n\r\n§", 404, "", true),
                new Good("HTTP/1.1 200 \r\nContent-Length: 0\r\nEmpty:\r\n\r\n§", 200, "", true),
                new Good(OK + "Set-Cookie: \t \r\nConnection:  \r\nContent-Length: 0\r\n\r\n§", 200, "", true),
                new Good("HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n§", 204, "", true),
                new Good("HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n§", 304, "", true),
                new Good("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na§", 200, "a", false),
                new Good("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 1\r\n\r\na§", 200, "a", true),
                new Good(OK + "Connection: foo, Close\r\nContent-Length: 0\r\n\r\n§", 200, "", false),
                new Good(OK + "Transfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n00\r\n\r\n§", 200, "hello", true),
                new Good(
                        OK
                                + "Transfer-Encoding: chunked\r\n\r\nA;a=\"b\"\r\n0123456789\r\n1 \r\n!\r\n0\r\nX: y\r\n\r\n§z",
                        200,
                        "0123456789!",
                        true),
                new Good(
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 E\r\nLink: x\r\n\r\n" + OK
                                + "Content-Length: 2\r\n\r\nok§",
                        200,
                        "ok",
                        true),
                new Good("HTTP/1.1 999 ?\r\nT: a\tb\u00e9\r\nContent-Length: 0\r\n\r\n§", 999, "", true));
    }

    @ParameterizedTest
    @MethodSource("good")
    void anAnswerIsReadHoweverItIsCut(Good good) {
        String text = good.text().replace("§", "");
        String rest = good.text().substring(good.text().indexOf('§') + 1);
        for (int piece = 1; piece <= text.length(); piece++) {
            ResponseParser parser = parser();
            assertFalse(parser.hasBegun());
            assertEquals(rest, feed(parser, text, piece), "in pieces of " + piece);
            assertNull(parser.failure(), "in pieces of " + piece);
            assertTrue(parser.isComplete(), "in pieces of " + piece);
            assertTrue(parser.hasBegun());
            assertEquals(good.status(), parser.status());
            assertEquals(good.body(), parser.body().toString());
            assertEquals(good.body().length(), parser.bodyBytes());
            assertEquals(good.keepsAlive(), parser.keepsAlive());
        }
    }

    static Stream<Bad> bad() {
        String chunked = OK + "Transfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                new Bad("HTTP/2 200 OK\r\n", Failure.MALFORMED_STATUS_LINE),
                new Bad("HTTP/1.2 200 OK\r\n", Failure.MALFORMED_STATUS_LINE),
                new Bad("http/1.1 200 OK\r\n", Failure.MALFORMED_STATUS_LINE),
                new Bad("HTTP/1.1 2000 OK\r\n", Failure.MALFORMED_STATUS_LINE),
                new Bad("HTTP/1.1 020 OK\r\n", Failure.MALFORMED_STATUS_LINE),
                new Bad("HTTP/1.1 20\r\n", Failure.MALFORMED_STATUS_LINE),
                new Bad("HTTP/1.1 200 OK\n", Failure.MALFORMED_STATUS_LINE),
                new Bad("\r\n" + OK, Failure.MALFORMED_STATUS_LINE),
                new Bad("SSH-2.0-OpenSSH_9\r\n", Failure.MALFORMED_STATUS_LINE),
                new Bad(OK + "No colon\r\n", Failure.MALFORMED_HEADER),
                new Bad(OK + ": no name\r\n", Failure.MALFORMED_HEADER),
                new Bad(OK + "Name : x\r\n", Failure.MALFORMED_HEADER),
                new Bad(OK + " folded\r\n", Failure.MALFORMED_HEADER),
                new Bad(OK + "A: b\nC: d\r\n", Failure.MALFORMED_HEADER),
                new Bad(OK + "A: b\rc\r\n", Failure.MALFORMED_HEADER),
                new Bad(OK + "A: b\0c\r\n", Failure.MALFORMED_HEADER),
                new Bad(OK + "Content-Length: 5\r\nContent-Length: 5\r\n", Failure.MALFORMED_LENGTH),
                new Bad(OK + "Content-Length: 5, 5\r\n", Failure.MALFORMED_LENGTH),
                new Bad(OK + "Content-Length: -1\r\n", Failure.MALFORMED_LENGTH),
                new Bad(OK + "Content-Length: 0x5\r\n", Failure.MALFORMED_LENGTH),
                new Bad(OK + "Content-Length:\r\n", Failure.MALFORMED_LENGTH),
                new Bad(OK + "Content-Length: \t\r\n", Failure.MALFORMED_LENGTH),
                new Bad(OK + "Content-Length: 9999999999999999999\r\n", Failure.MALFORMED_LENGTH),
                new Bad(OK + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", Failure.MALFORMED_LENGTH),
                new Bad(OK + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", Failure.MALFORMED_LENGTH),
                new Bad(OK + "Transfer-Encoding: gzip, chunked\r\n", Failure.MALFORMED_LENGTH),
                new Bad("HTTP/1.1 101 Switching Protocols\r\n\r\n", Failure.UNEXPECTED_UPGRADE),
                new Bad(chunked + "x\r\n", Failure.MALFORMED_CHUNK),
                new Bad(chunked + "\r\n", Failure.MALFORMED_CHUNK),
                new Bad(chunked + "-1\r\n", Failure.MALFORMED_CHUNK),
                new Bad(chunked + "5\n", Failure.MALFORMED_CHUNK),
                new Bad(chunked + "ffffffffffffffff\r\n", Failure.MALFORMED_CHUNK),
                new Bad(chunked + "3\r\nabcd\r\n", Failure.MALFORMED_CHUNK),
                new Bad(chunked + "5;" + "x".repeat(2_000) + "\r\n", Failure.MALFORMED_CHUNK),
                new Bad(chunked + "0\r\nno colon\r\n", Failure.MALFORMED_HEADER),
                new Bad(OK + ("A: " + "b".repeat(1_000) + "\r\n").repeat(70), Failure.HEAD_TOO_LONG),
                new Bad(OK + "A: " + "b".repeat(70_000), Failure.HEAD_TOO_LONG),
                new Bad("HTTP/1.1 100 Continue\r\n\r\n".repeat(3_000), Failure.HEAD_TOO_LONG));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatIsNoAnswerIsRefusedHoweverItIsCut(Bad bad) {
        for (int piece : List.of(1, 2, 3, 7, 64, 1_000, 100_000)) {
            ResponseParser parser = parser();
            feed(parser, bad.text(), piece);
            assertEquals(bad.failure(), parser.failure(), "in pieces of " + piece);
            assertFalse(parser.isComplete());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', CLOSED_BEFORE_ANSWER",
        "H, TRUNCATED",
        "'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na', TRUNCATED",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n', TRUNCATED",
    })
    void anAnswerThatEndsTooEarlyIsNone(String text, Failure failure) {
        ResponseParser parser = parser();
        feed(parser, text, 1);
        assertEquals(failure, parser.closed());
        assertFalse(parser.isComplete());
    }

    @Test
    void aBodyWithoutALengthEndsWithTheConnection() {
        ResponseParser parser = parser();
        assertEquals("", feed(parser, OK + "\r\nhello", 3));
        assertFalse(parser.isComplete());
        assertNull(parser.closed());
        assertTrue(parser.isComplete());
        assertFalse(parser.keepsAlive());
        assertEquals("hello", parser.body().toString());
    }

    @Test
    void anAnswerToHeadHasNoBody() {
        ResponseParser parser = new ResponseParser();
        parser.begin(true, false, false);
        assertEquals("", feed(parser, OK + "Content-Length: 500\r\n\r\n", 5));
        assertTrue(parser.isComplete());
    }

    @Test
    void headersAndCookiesAreFound() {
        ResponseParser parser = parser();
        feed(
                parser,
                OK + "X-One: 1\r\nx-ones:2\r\nSet-Cookie: a=b; Path=/\r\nSET-COOKIE: c=d\r\nContent-Length: 0\r\n\r\n",
                4);
        assertEquals("1", parser.header("x-ONE"));
        assertEquals("2", parser.header("X-Ones"));
        assertNull(parser.header("X-On"));
        assertEquals("a=b; Path=/\nc=d\n", parser.cookies().toString());
    }

    @Test
    void aBodyThatNobodyReadsIsCountedAndNotKept() {
        ResponseParser parser = new ResponseParser();
        parser.begin(false, false, false);
        byte[] piece = new byte[1 << 16];
        parser.feed(bytes(OK + "\r\n"), 0, OK.length() + 2);
        for (int i = 0; i < 1_000; i++) {
            parser.feed(piece, 0, piece.length);
        }
        assertEquals(1_000L * piece.length, parser.bodyBytes());
        assertNull(parser.body());
    }

    @Test
    void aBodyThatIsReadIsBounded() {
        ResponseParser parser = parser();
        byte[] piece = new byte[1 << 16];
        parser.feed(bytes(OK + "\r\n"), 0, OK.length() + 2);
        int pieces = 0;
        while (parser.failure() == null) {
            parser.feed(piece, 0, piece.length);
            pieces++;
        }
        assertEquals(Failure.BODY_TOO_LONG, parser.failure());
        assertEquals(KeptBody.MAX / piece.length + 1, pieces);
    }

    /** Bytes that are cut and turned at random never do anything but be read or refused, in bounded memory. */
    @Test
    void noiseIsReadOrRefused() {
        Random random = new Random(42);
        List<String> texts = good().map(good -> good.text().replace("§", "")).toList();
        int refused = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] noisy = bytes(texts.get(random.nextInt(texts.size())));
            for (int turns = random.nextInt(4); turns >= 0; turns--) {
                noisy[random.nextInt(noisy.length)] = (byte) random.nextInt(256);
            }
            ResponseParser parser = parser();
            int at = 0;
            while (at < noisy.length && !parser.isComplete() && parser.failure() == null) {
                int to = Math.min(noisy.length, at + 1 + random.nextInt(40));
                int used = parser.feed(noisy, at, to);
                assertTrue(used >= at && used <= to);
                at = used;
            }
            refused += parser.failure() == null ? 0 : 1;
        }
        assertTrue(refused > 10_000 && refused < 100_000, refused + " refused");
    }
}
