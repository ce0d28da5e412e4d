package dev.onrush.runner.bus;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns messages into JSON objects and back. Fields that this version does not know are ignored, so that the protocol can grow. */
public final class Bodies {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Bodies() {}

    @SuppressWarnings("unchecked")
    public static JsonObject write(Record message) {
        return new JsonObject((Map<String, Object>) MAPPER.convertValue(message, Map.class));
    }

    /** Reads a message; a body that is absent or not like it is the sender's error. */
    public static <T extends Record> T read(JsonObject body, Class<T> type) throws ProtocolException {
        if (body == null) {
            throw new ProtocolException("expected a body: " + type.getSimpleName());
        }
        try {
            return MAPPER.convertValue(plain(body), type);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("expected " + type.getSimpleName() + ": "
                    + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** Vert.x wraps nested objects and arrays anew when it copies them, which Jackson would take for beans. */
    private static Object plain(Object value) {
        return switch (value) {
            case JsonObject object -> {
                Map<String, Object> map = new LinkedHashMap<>(object.getMap());
                map.replaceAll((_, nested) -> plain(nested));
                yield map;
            }
            case JsonArray array ->
                ((List<?>) array.getList()).stream().map(Bodies::plain).toList();
            case null, default -> value;
        };
    }
}
