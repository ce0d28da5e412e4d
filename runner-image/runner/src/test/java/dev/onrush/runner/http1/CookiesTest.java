package dev.onrush.runner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookiesTest {
    private static final long NOW = TimeUnit.DAYS.toMillis(20_000);

    private final Cookies cookies = new Cookies();

    private static Origin origin(String uri) {
        return new Origin(0, URI.create(uri), null);
    }

    private static Octets octets(String text) {
        Octets octets = new Octets(16);
        octets.append(text);
        return octets;
    }

    private void set(String... lines) {
        cookies.take(origin("http://shop"), octets(String.join("\n", lines) + "\n"), NOW);
    }

    /** The cookies that a request gets, or an empty text. */
    private String sent(String uri, String path) {
        Octets into = new Octets(16);
        String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
        if (!cookies.insert(origin(uri), octets(request), into)) {
            return "";
        }
        String[] lines = into.toString().split("\r\n", 3);
        assertEquals(request, lines[0] + "\r\n" + lines[2]);
        return lines[1];
    }

    @Test
    void cookiesGoBackToTheHostThatSetThem() {
        assertEquals("", sent("http://shop", "/"));
        set("a=1; HttpOnly", "b = two words ; SameSite=Lax");
        assertEquals("Cookie: a=1; b = two words", sent("http://shop", "/any?q"));
        assertEquals("Cookie: a=1; b = two words", sent("http://SHOP:8080", "/"));
        assertEquals("", sent("http://other", "/"));
        set("a=3");
        assertEquals("Cookie: b = two words; a=3", sent("http://shop", "/"));
    }

    @ParameterizedTest
    @CsvSource({
        "'Host: x\r\nCOOKIE:own=7\r\nA: b\r\n', 'Host: x\r\nCOOKIE:own=7; a=1; b=2\r\nA: b\r\n'",
        "'Cookie: own=7\r\n', 'Cookie: own=7; a=1; b=2\r\n'",
        "'Cookies: own=7\r\nCook:\r\n', 'Cookie: a=1; b=2\r\nCookies: own=7\r\nCook:\r\n'",
        "'', 'Cookie: a=1; b=2\r\n'"
    })
    void aRequestHasOneHeaderForThemAll(String headers, String sent) {
        set("a=1", "b=2");
        Octets into = new Octets(16);
        String body = "\r\n\r\nCookie: in=body\r\n";
        assertTrue(cookies.insert(origin("http://shop"), octets("PUT / HTTP/1.1\r\n" + headers + body), into));
        assertEquals("PUT / HTTP/1.1\r\n" + sent + body, into.toString());
    }

    @ParameterizedTest
    @CsvSource({"/cart, true", "/cart/1, true", "/cart?x, true", "/carts, false", "/car, false", "/, false"})
    void aPathHoldsForWhatIsBelowIt(String path, boolean holds) {
        set("a=1; Path=/cart");
        assertEquals(holds ? "Cookie: a=1" : "", sent("http://shop", path));
    }

    @Test
    void aSecureCookieNeedsTls() {
        set("a=1; secure");
        assertEquals("", sent("http://shop", "/"));
        assertEquals("Cookie: a=1", sent("https://shop", "/"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Max-Age=0 | true",
                "Max-Age=-1 | true",
                "Max-Age=60 | false",
                "Expires=Thu, 01 Jan 1970 00:00:00 GMT | true",
                "Expires=Thu, 01-Jan-1970 00:00:00 GMT | true",
                "Expires=Fri, 31 Dec 2100 23:59:59 GMT | false",
                "Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60 | false",
                "Expires=soon | false"
            })
    void aCookieEndsWhenTheServerSaysSo(String attributes, boolean ended) {
        set("a=1");
        set("a=2; " + attributes);
        assertEquals(ended ? "" : "Cookie: a=2", sent("http://shop", "/"));
    }

    @Test
    void whatIsNoCookieIsNotKeptAndThereAreNeverTooMany() {
        set("novalue", "=x", "long=" + "x".repeat(5_000), ";");
        assertEquals("", sent("http://shop", "/"));
        for (int i = 0; i < 200; i++) {
            set("c" + i + "=x");
        }
        assertEquals(50, sent("http://shop", "/").split(";").length);
    }

    @Test
    void aUserKeepsItsOwnOverTheWire() throws IOException {
        ScriptedTarget.Script login =
                ScriptedTarget.always("HTTP/1.1 200 OK\r\nSet-Cookie: id=7; Path=/\r\nContent-Length: 0\r\n\r\n");
        try (ScriptedTarget target = new ScriptedTarget(login);
                ClientLoop loop = new ClientLoop(OptionalInt.empty())) {
            Origin origin = loop.origin(target.uri());
            Caller user = new Caller();
            loop.call(user, origin, "GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
            loop.call(user, origin, "GET /b HTTP/1.1\r\nHost: x\r\n\r\n");
            loop.call(new Caller(), origin, "GET /c HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals(
                    "GET /b HTTP/1.1\r\nCookie: id=7\r\nHost: x\r\n\r\n",
                    target.heads().get(1));
            assertEquals("GET /c HTTP/1.1\r\nHost: x\r\n\r\n", target.heads().get(2));
        }
    }
}
