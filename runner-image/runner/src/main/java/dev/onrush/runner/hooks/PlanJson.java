package dev.onrush.runner.hooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Values of a plan as JSON and back. A plan's API has no JSON library of its own. */
public final class PlanJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private PlanJson() {}

    /** @throws IllegalArgumentException when the value cannot become JSON */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException | StackOverflowError e) {
            throw new IllegalArgumentException("cannot become JSON: " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException when the text is not JSON like the type */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException | StackOverflowError e) {
            throw new IllegalArgumentException("expected JSON like " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    /** The same from bytes. */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException | StackOverflowError e) {
            throw new IllegalArgumentException("expected JSON like " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    /** A value at a JSON pointer: a text as it is, anything else as JSON; null where there is none. */
    public static String at(byte[] json, String pointer) {
        try {
            JsonNode node = MAPPER.readTree(json).at(pointer);
            return node.isMissingNode() || node.isNull() ? null : node.isTextual() ? node.textValue() : node.toString();
        } catch (IOException | StackOverflowError _) {
            return null;
        }
    }
}
