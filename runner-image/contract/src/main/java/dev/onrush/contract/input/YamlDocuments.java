package dev.onrush.contract.input;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads YAML into {@link Located} values. Size and depth are bounded; anchors, which can multiply a document, are refused. */
public final class YamlDocuments {
    /** The longest document that is read, in characters: what a ConfigMap can hold. */
    public static final int MAX_LENGTH = 1 << 20;

    private static final int MAX_DEPTH = 64;
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(nan|inf)", Pattern.CASE_INSENSITIVE);
    private static final JsonNodeFactory NODES = new JsonNodeFactory(true);
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(MAX_LENGTH)
                    .build())
            .build();

    private final String source;
    private final YAMLParser parser;

    private YamlDocuments(String source, YAMLParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /**
     * Reads every document of a file; documents that are empty are left out.
     *
     * @param source the file's name, for messages
     */
    public static List<Located> read(String source, String text) throws InvalidInputException {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidInputException(new Problem(
                    source, 0, "", "expected at most " + MAX_LENGTH + " characters, found " + text.length()));
        }
        try (YAMLParser parser = FACTORY.createParser(text)) {
            YamlDocuments documents = new YamlDocuments(source, parser);
            List<Located> found = new ArrayList<>();
            while (parser.nextToken() != null) {
                Located document = documents.value();
                if (!document.toJson().isNull()) {
                    found.add(document);
                }
            }
            return found;
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(
                    new Problem(source, brokenLine(e), "", "not YAML: " + firstLine(e.getOriginalMessage())));
        } catch (IOException | StackOverflowError e) {
            throw new InvalidInputException(new Problem(source, 0, "", "not YAML: " + e));
        }
    }

    /** Reads a file that holds exactly one document. */
    public static Located readOne(String source, String text) throws InvalidInputException {
        List<Located> documents = read(source, text);
        if (documents.size() != 1) {
            throw new InvalidInputException(
                    new Problem(source, 0, "", "expected one YAML document, found " + documents.size()));
        }
        return documents.get(0);
    }

    private Located value() throws IOException, InvalidInputException {
        int line = line(parser.currentTokenLocation());
        if (parser.isCurrentAlias()) {
            throw new InvalidInputException(
                    new Problem(source, line, "", "YAML aliases (*name) are not supported, write the value out"));
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(line);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Located> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value());
            }
            return new Located.Sequence(line, items);
        }
        return new Located.Scalar(line, parser.getText(), scalar(token));
    }

    private Located mapping(int line) throws IOException, InvalidInputException {
        Map<String, Located> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int keyLine = line(parser.currentTokenLocation());
            parser.nextToken();
            if (fields.putIfAbsent(key, value()) != null) {
                throw new InvalidInputException(new Problem(source, keyLine, key, "is given twice"));
            }
        }
        return new Located.Mapping(line, fields);
    }

    private JsonNode scalar(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            // JSON has neither .nan nor .inf.
            case VALUE_NUMBER_FLOAT ->
                NOT_FINITE.matcher(parser.getText()).matches()
                        ? NODES.textNode(parser.getText())
                        : NODES.numberNode(parser.getDecimalValue());
            default -> NODES.textNode(parser.getText());
        };
    }

    /** Where YAML breaks, rather than how far it was read before. */
    private static int brokenLine(JsonProcessingException e) {
        return e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null
                ? marked.getProblemMark().getLine() + 1
                : line(e.getLocation());
    }

    private static int line(JsonLocation location) {
        return location == null ? 0 : Math.max(0, location.getLineNr());
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }
}
