package dev.onrush.runner.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Lines;
import dev.onrush.contract.input.Located;
import dev.onrush.contract.input.Problem;
import dev.onrush.contract.input.YamlDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks a LoadTest against the schema of its CustomResourceDefinition, as an API server with strict field validation does. */
final class LoadTestSchema {
    private static final String CRD = "/crds/loadtests.onrush.dev-v1.yml";

    private final JsonSchema schema;

    private LoadTestSchema(JsonSchema schema) {
        this.schema = schema;
    }

    static LoadTestSchema load() {
        try (InputStream in = LoadTestSchema.class.getResourceAsStream(CRD)) {
            JsonNode crd = YamlDocuments.readOne(CRD, new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .toJson();
            JsonNode root = crd.at("/spec/versions/0/schema/openAPIV3Schema");
            ObjectNode strict = root.deepCopy();
            closed(strict);
            ObjectNode properties = (ObjectNode) strict.get("properties");
            // What a person writes has no status, and of its metadata only the name is checked, elsewhere.
            properties.remove("status");
            properties.putObject("metadata").put("type", "object");
            properties.putObject("apiVersion").put("type", "string");
            properties.putObject("kind").put("type", "string");
            return new LoadTestSchema(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(strict));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidInputException e) {
            throw new IllegalStateException("the CRD in this jar is not YAML", e);
        }
    }

    void check(String source, Located document) throws InvalidInputException {
        List<Problem> problems = schema.validate(document.toJson()).stream()
                .map(message -> problem(source, document, message))
                .distinct()
                .sorted(Comparator.comparingInt(Problem::line))
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private static Problem problem(String source, Located document, ValidationMessage message) {
        String location = message.getInstanceLocation().toString();
        String around = location.replaceFirst("^\\$\\.?", "");
        String path = Stream.of(around, message.getProperty())
                .filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining("."));
        String text = message.getMessage().replaceFirst("^\\$[^:]*: ", "");
        return new Problem(source, Lines.of(document, path), path, text);
    }

    /** An API server warns of fields that the schema does not have; here they are refused. */
    private static void closed(JsonNode node) {
        if (node instanceof ObjectNode object) {
            boolean open = object.has("additionalProperties") || object.has("x-kubernetes-preserve-unknown-fields");
            if (object.path("properties").isObject()
                    && object.path("type").asText().equals("object")
                    && !open) {
                object.put("additionalProperties", false);
            }
            if (object.has("x-kubernetes-int-or-string") && !object.has("anyOf")) {
                object.putArray("type").add("integer").add("string");
                // The spec's reader says of a rate what is expected instead.
                object.remove(List.of("pattern", "minimum", "maximum"));
            }
            // Keywords of Kubernetes, which JSON Schema does not know.
            object.remove(List.of(
                    "x-kubernetes-validations",
                    "x-kubernetes-int-or-string",
                    "x-kubernetes-list-type",
                    "x-kubernetes-list-map-keys",
                    "x-kubernetes-map-type"));
        }
        node.forEach(LoadTestSchema::closed);
    }
}
