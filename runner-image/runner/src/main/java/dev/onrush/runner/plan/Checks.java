package dev.onrush.runner.plan;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.onrush.contract.plan.Check;
import dev.onrush.contract.plan.Request;
import dev.onrush.runner.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Judges one response: a failed check is a failed request. The body is read as JSON once, and only if something asks for it. */
public final class Checks {
    /** Numbers keep the digits that they were sent with, whether they are compared or extracted. */
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .readerFor(JsonNode.class);

    private final int status;
    private final UnaryOperator<String> header;
    private final byte[] body;
    private final int length;
    private final Function<String, JsonPointer> pointers;
    private final JsonScan scan;
    private JsonNode json;
    private boolean looked;
    private boolean scanned;

    public Checks(Response response) {
        this(
                response.status(),
                name -> response.header().apply(name),
                response.body().getBytes(),
                response.body().length(),
                JsonPointer::compile,
                null);
    }

    /**
     * @param header a header's value by its name; null when it is absent
     * @param body its first bytes, as many as {@code length}
     * @param pointers compiled by what a plan calls them
     * @param scan for the places that will be looked at; may be null
     */
    public Checks(
            int status,
            UnaryOperator<String> header,
            byte[] body,
            int length,
            Function<String, JsonPointer> pointers,
            JsonScan scan) {
        this.status = status;
        this.header = header;
        this.body = body;
        this.length = length;
        this.pointers = pointers;
        this.scan = scan;
    }

    /** @return what is wrong, in words that are the same for every response that is wrong in this way; or null */
    public String firstFailure(Request request) {
        boolean statusChecked = false;
        for (Check check : request.checks()) {
            statusChecked |= check instanceof Check.Status;
            String failure = failure(check);
            if (failure != null) {
                return failure;
            }
        }
        return statusChecked || status < 400 ? null : "status " + status;
    }

    /** What the body has at a place, as text; null when there is nothing. */
    public String text(String pointer) {
        if (isScanned() && scan.hasText(pointer)) {
            return scan.text(pointer, body);
        }
        JsonNode found = at(pointer);
        if (found.isMissingNode() || found.isNull()) {
            return null;
        }
        return found.isValueNode() ? found.asText() : found.toString();
    }

    private String failure(Check check) {
        return switch (check) {
            case Check.Status(var expected) -> expected.contains(status) ? null : "status " + status;
            case Check.BodyContains(var text) -> contains(text) ? null : "check: body does not contain \"" + text + '"';
            case Check.HeaderEquals(var name, var value) ->
                value.equals(header.apply(name)) ? null : "check: header " + name + " is not \"" + value + '"';
            case Check.JsonExists(var pointer) -> exists(pointer) ? null : "check: nothing at " + pointer;
            case Check.JsonEquals(var pointer, var expected) ->
                has(pointer, expected) ? null : "check: " + pointer + " is not " + expected;
        };
    }

    private boolean exists(String pointer) {
        JsonScan.Answer known = isScanned() ? scan.exists(pointer) : JsonScan.Answer.UNKNOWN;
        return switch (known) {
            case YES -> true;
            case NO -> false;
            case UNKNOWN -> {
                JsonNode found = at(pointer);
                yield !found.isMissingNode() && !found.isNull();
            }
        };
    }

    private boolean has(String pointer, JsonNode expected) {
        JsonScan.Answer known = isScanned() ? scan.equal(pointer, expected, body) : JsonScan.Answer.UNKNOWN;
        return switch (known) {
            case YES -> true;
            case NO -> false;
            case UNKNOWN -> expected.equals(Checks::byValue, at(pointer));
        };
    }

    private boolean isScanned() {
        if (!looked && scan != null) {
            looked = true;
            scanned = scan.read(body, length);
        }
        return scanned;
    }

    /** A text in ASCII is looked for in the bytes: in UTF-8 no other characters have any of these. */
    private boolean contains(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return new String(body, 0, length, StandardCharsets.UTF_8).contains(text);
            }
        }
        for (int from = 0; from <= length - text.length(); from++) {
            int same = 0;
            while (same < text.length() && body[from + same] == text.charAt(same)) {
                same++;
            }
            if (same == text.length()) {
                return true;
            }
        }
        return false;
    }

    private JsonNode at(String pointer) {
        return json().at(pointers.apply(pointer));
    }

    /** A body that is no JSON has nothing at any place. */
    private JsonNode json() {
        if (json == null) {
            try {
                json = JSON.readTree(body, 0, length);
            } catch (JsonProcessingException | NumberFormatException _) {
                // The latter for an exponent that no number has.
                json = MissingNode.getInstance();
            } catch (IOException e) {
                throw new UncheckedIOException("reading from memory does not fail", e);
            }
        }
        return json;
    }

    /** 0 when equal: 1, 1.0 and 1e0 are, at any depth. */
    private static int byValue(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
    }
}
