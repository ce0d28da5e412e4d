package dev.onrush.runner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.Request;
import dev.onrush.runner.http.Response;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {
    private static Response response(int status, String body) {
        Map<String, String> headers = Map.of("content-type", "text/plain");
        return new Response(
                status, name -> headers.get(name.toLowerCase(Locale.ROOT)), Buffer.buffer(body), body.length());
    }

    private static String failure(int status, String body, String checks) throws InvalidInputException {
        Request request = Plans.request(Plans.ofRequest("{get: /, checks: " + checks + "}"));
        return new Checks(response(status, body)).firstFailure(request);
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{}',",
        "302, '{}',",
        "399, '{}',",
        "400, '{}', status 400",
        "503, '{}', status 503",
        "404, '{status: 404}',",
        "200, '{status: 404}', status 200",
        "201, '{status: [200, 201]}',",
        "503, '{bodyContains: shop}', status 503"
    })
    void aStatusIsCheckedEvenWhereThePlanDoesNot(int status, String checks, String failure)
            throws InvalidInputException {
        assertEquals(failure, failure(status, "shop", checks));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "a big shop | {bodyContains: big} | -",
                "a big shop | {bodyContains: [big, small]} | check: body does not contain \"small\"",
                "größer | {bodyContains: größer} | -",
                "x | {headers: {Content-TYPE: text/plain}} | -",
                "x | {headers: {Content-Type: text/html}} | check: header Content-Type is not \"text/html\"",
                "x | {headers: {X: ''}} | check: header X is not \"\"",
                "{\"a\": [{\"b\": 0}]} | {jsonExists: /a/0/b} | -",
                "{\"a\": null} | {jsonExists: /a} | check: nothing at /a",
                "{\"a\": 1} | {jsonExists: /b} | check: nothing at /b",
                "{\"a\": 1} | {json: {/a: 1}} | -",
                "{\"a\": 1.0} | {json: {/a: 1}} | -",
                "{\"a\": 1e2} | {json: {/a: 100.00}} | -",
                "{\"a\": 0.1} | {json: {/a: 0.10}} | -",
                "{\"a\": 12345678901234567890123} | {json: {/a: 12345678901234567890123}} | -",
                "{\"a\": 2} | {json: {/a: 1}} | check: /a is not 1",
                "{\"a\": \"1\"} | {json: {/a: 1}} | check: /a is not 1",
                "{\"a\": 1} | {json: {/a: '1'}} | check: /a is not \"1\"",
                "{\"a\": null} | {json: {/a: null}} | -",
                "{\"b\": 1} | {json: {/a: null}} | check: /a is not null",
                "{\"a\": {\"b\": 1, \"c\": [2.50]}} | {json: {/a: {c: [2.5], b: 1.0}}} | -",
                "{\"a\": {\"b\": 1, \"c\": 2}} | {json: {/a: {b: 1}}} | check: /a is not {\"b\":1}",
                "{\"a\": 1e999} | {json: {/a: 1}} | check: /a is not 1",
                "{\"a\": [1, 2]} | {json: {/a: [1, 2]}} | -",
                "{\"a\": [1, 2]} | {json: {/a: [2, 1]}} | check: /a is not [2,1]",
                "[5] | {json: {'': [5]}} | -",
                "'' | {json: {/a: 1}} | check: /a is not 1"
            })
    void aCheckHoldsOrSaysWhatIsWrong(String body, String checks, String failure) throws InvalidInputException {
        assertEquals(failure, failure(200, body, checks));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{", "{\"a\": 1", "nul", "\u0000"})
    void aBodyThatIsNoJsonHasNothingAnywhere(String body) throws InvalidInputException {
        assertEquals("check: nothing at /a", failure(200, body, "{jsonExists: /a}"));
    }

    @Test
    void aBodyThatIsNestedTooDeeplyHasNothingAnywhere() throws InvalidInputException {
        assertEquals("check: nothing at /0", failure(200, "[".repeat(100_000), "{jsonExists: /0}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/text   | a b",
                "/number | 12345678901234567890",
                "/price  | 100.0",
                "/flag   | true",
                "/object | {\"a\":[1]}"
            })
    void valuesAreTakenAsTheyWereSent(String pointer, String expected) {
        String body = """
                {"text": "a b", "number": 12345678901234567890, "price": 100.0, "flag": true, "object": {"a": [1]}}""";
        assertEquals(expected, new Checks(response(200, body)).text(pointer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\": null}", "no json", ""})
    void whatIsNotThereIsNotTaken(String body) {
        assertNull(new Checks(response(200, body)).text("/a"));
    }
}
