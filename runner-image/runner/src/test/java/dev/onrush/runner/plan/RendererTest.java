package dev.onrush.runner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.Request;
import dev.onrush.contract.plan.Template.UndefinedVariableException;
import dev.onrush.runner.http.RenderedRequest;
import dev.onrush.runner.stats.RequestNames;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RendererTest {
    private static RenderedRequest render(String x, String request, String... fields)
            throws InvalidInputException, UndefinedVariableException {
        Plan plan = Plans.ofRequest(request, fields);
        return new Renderer(plan).render(Plans.request(plan), new Values(Map.of("x", x)));
    }

    @Test
    void placeholdersAreFilledEverywhere() throws InvalidInputException, UndefinedVariableException {
        RenderedRequest request =
                render("v", "{put: '/${x}/${user}', headers: {A: '${x}'}, body: '${iteration}${uuid}', timeout: 2s}");
        assertEquals(Request.Method.PUT, request.method());
        assertEquals("/v/7", request.url());
        assertEquals(Map.of("A", "v"), request.headers());
        assertEquals("30-1-2", request.body().toString());
        assertEquals(Duration.ofSeconds(2), request.timeout());
        assertNull(render("v", "{get: /}").body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"", "\\", "\", \"admin\": true, \"y\": \"", "\n\r\t\u0000\u001f", "</script>", "中😀", "\\u0041"
            })
    void noValueBreaksOutOfAJsonString(String hostile) throws InvalidInputException, UndefinedVariableException {
        RenderedRequest request = render(hostile, "{post: /, json: {a: '<${x}>', b: [1]}}");
        assertEquals(
                new JsonObject().put("a", "<" + hostile + ">").put("b", java.util.List.of(1)),
                request.body().toJsonObject());
        assertEquals(Map.of("content-type", "application/json"), request.headers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nEvil: yes", "a\nEvil: yes", "a\rEvil: yes", "a\u0000b"})
    void noValueStartsAnotherHeader(String hostile) throws InvalidInputException, UndefinedVariableException {
        String header = render(hostile, "{get: /, headers: {A: 'Bearer ${x}'}}")
                .headers()
                .get("A");
        assertFalse(header.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0), header);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, /abc",
        "a/b?c=d&e=%20, /a/b?c=d&e=%20",
        "a b, /a%20b",
        "é, /%C3%A9",
        "'a\r\nHost: evil', /a%0D%0AHost%3A%20evil",
        "'\"<>', /%22%3C%3E"
    })
    void aValueInAUrlIsEscapedUnlessItIsAllowedThere(String value, String url)
            throws InvalidInputException, UndefinedVariableException {
        assertEquals(url, render(value, "{get: '/${x}'}").url());
    }

    @Test
    void aFormIsEncoded() throws InvalidInputException, UndefinedVariableException {
        RenderedRequest request = render("a&b=c d", "{post: /, form: {'k&1': '${x}', k2: ''}}");
        assertEquals("k%261=a%26b%3Dc+d&k2=", request.body().toString());
        assertEquals(Map.of("content-type", "application/x-www-form-urlencoded"), request.headers());
    }

    @Test
    void aRequestsHeaderReplacesThePlansWhateverItsCase() throws InvalidInputException, UndefinedVariableException {
        assertEquals(
                Map.of("accept", "text/html", "B", "2"),
                render("", "{get: /, headers: {accept: text/html}}", "headers: {Accept: '*/*', B: 2}")
                        .headers());
    }

    @Test
    void aRequestsContentTypeReplacesThatOfItsBodyWhichReplacesThePlans()
            throws InvalidInputException, UndefinedVariableException {
        String general = "headers: {CONTENT-TYPE: text/plain}";
        assertEquals(
                Map.of("content-type", "application/json"),
                render("", "{post: /, json: {}}", general).headers());
        assertEquals(
                Map.of("Content-Type", "application/merge-patch+json"),
                render("", "{patch: /, json: {}, headers: {Content-Type: application/merge-patch+json}}", general)
                        .headers());
        assertEquals(
                Map.of("CONTENT-TYPE", "text/plain"),
                render("", "{post: /, body: hi}", general).headers());
    }

    @Test
    void aVariableThatNothingFilledIsNamed() throws InvalidInputException {
        Plan plan = Plans.ofRequest("{get: '/${x}'}");
        UndefinedVariableException thrown = assertThrows(UndefinedVariableException.class, () -> new Renderer(plan)
                .render(Plans.request(plan), new Values(Map.of())));
        assertEquals("variable x was not extracted", thrown.getMessage());
    }

    @Test
    void requestsOfOneMethodAndNameAreCountedTogether() throws InvalidInputException {
        Plan plan = Plans.ofRequest("{get: /a, name: n}, {get: /b, name: n}, {post: /c, name: n}, {get: /}");
        RequestNames names = RequestNames.of(plan);
        assertEquals(3, names.size());
        assertEquals(new RequestNames.Key("GET", "/"), names.get(0));
        assertEquals(new RequestNames.Key("GET", "n"), names.get(1));
        assertEquals(new RequestNames.Key("POST", "n"), names.get(2));
        assertEquals(1, names.indexOf(Plans.request(plan)));
    }
}
