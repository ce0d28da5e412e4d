package dev.onrush.contract.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** A YAML value that remembers its line (counted from 1), so that every complaint about it can name the line. */
public sealed interface Located {
    int line();

    /** What this is, in a reader's words. */
    String describe();

    JsonNode toJson();

    /** A string, number, boolean or null, with the JSON value that YAML's core schema gives it. */
    record Scalar(int line, String text, JsonNode toJson) implements Located {
        @Override
        public String describe() {
            return toJson.isNull() ? "nothing" : toJson.isTextual() ? '"' + shortened() + '"' : shortened();
        }

        private String shortened() {
            return text.length() <= 60 ? text : text.substring(0, 57) + "...";
        }
    }

    /** A list. */
    record Sequence(int line, List<Located> items) implements Located {
        @Override
        public String describe() {
            return "a list";
        }

        @Override
        public JsonNode toJson() {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(items.size());
            items.forEach(item -> array.add(item.toJson()));
            return array;
        }
    }

    /** A mapping, in the order in which it was written. */
    record Mapping(int line, Map<String, Located> fields) implements Located {
        @Override
        public String describe() {
            return "a mapping";
        }

        @Override
        public JsonNode toJson() {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            fields.forEach((key, value) -> object.set(key, value.toJson()));
            return object;
        }
    }
}
