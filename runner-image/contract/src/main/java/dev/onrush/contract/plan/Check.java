package dev.onrush.contract.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What a response must be like; one that is not makes its request a failure. */
public sealed interface Check {
    /** @param expected any of these status codes */
    record Status(Set<Integer> expected) implements Check {}

    /** The body contains a text. */
    record BodyContains(String text) implements Check {}

    /**
     * The body is JSON with a value at a place.
     *
     * @param pointer a JSON pointer, RFC 6901
     * @param expected compared as JSON; numbers by value
     */
    record JsonEquals(String pointer, JsonNode expected) implements Check {}

    /** The body is JSON with something other than null at a place. */
    record JsonExists(String pointer) implements Check {}

    /** A header has a value; names are compared without regard to case. */
    record HeaderEquals(String header, String value) implements Check {}
}
