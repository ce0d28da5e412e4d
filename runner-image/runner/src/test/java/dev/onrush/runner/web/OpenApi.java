package dev.onrush.runner.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;

/** The published description of the API, as a judge of what the API answers. */
final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;

    OpenApi(String text) throws IOException {
        this.document = JSON.readTree(text);
    }

    /** Each method with its path. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> operations.add(method.toUpperCase() + " " + path.getKey())));
        return operations;
    }

    JsonNode document() {
        return document;
    }

    /** Fails when the answer's status, type or body is not as described. */
    void check(String method, String path, HttpResponse<String> answer) throws IOException {
        String operation = method + " " + path;
        JsonNode responses =
                document.path("paths").path(path).path(method.toLowerCase()).path("responses");
        JsonNode response = resolved(responses.path(Integer.toString(answer.statusCode())));
        assertFalse(response.isMissingNode(), operation + " may not answer " + answer.statusCode() + answer.body());
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            assertEquals("", answer.body(), operation);
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
        assertFalse(content.path(type).isMissingNode(), operation + " may not answer with " + type);
        if (type.endsWith("json")) {
            ObjectNode schema = content.path(type).path("schema").deepCopy();
            // References in it start at the document's root.
            schema.set("components", document.path("components"));
            var problems = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(schema)
                    .validate(JSON.readTree(answer.body()));
            assertEquals(Set.of(), problems, operation + " answered " + answer.body());
        }
    }

    /** Fails when a body is not as a schema describes it. */
    void check(String schemaName, Object body) {
        ObjectNode schema =
                document.path("components").path("schemas").path(schemaName).deepCopy();
        schema.set("components", document.path("components"));
        var problems = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema)
                .validate(JSON.valueToTree(body));
        assertEquals(Set.of(), problems, schemaName);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
