package dev.onrush.runner.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Located;
import dev.onrush.contract.input.YamlDocuments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Kubernetes manifests in one directory, where a LoadTest's ConfigMaps are looked for. */
final class Manifests {
    private static final int MAX_FILES = 200;

    private final Path directory;

    Manifests(Path directory) {
        this.directory = directory;
    }

    /** The data of a ConfigMap of this name. Files that are not YAML, such as templates, are passed over. */
    Optional<Map<String, byte[]>> configMap(String name) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .limit(MAX_FILES)
                    .toList();
        }
        for (Path file : files) {
            for (Located document : documents(file)) {
                JsonNode json = document.toJson();
                if (json.path("kind").asText().equals("ConfigMap")
                        && json.at("/metadata/name").asText().equals(name)) {
                    return Optional.of(data(json));
                }
                Optional<Map<String, byte[]>> generated = generated(json, name);
                if (generated.isPresent()) {
                    return generated;
                }
            }
        }
        return Optional.empty();
    }

    /** What a kustomization beside the LoadTest would make: a ConfigMap of files, so that plans can be files of their own. */
    private Optional<Map<String, byte[]>> generated(JsonNode kustomization, String name) throws IOException {
        for (JsonNode generator : kustomization.path("configMapGenerator")) {
            if (generator.path("name").asText().equals(name)) {
                Map<String, byte[]> data = new TreeMap<>();
                for (JsonNode file : generator.path("files")) {
                    add(data, file.asText());
                }
                return Optional.of(data);
            }
        }
        return Optional.empty();
    }

    /** @param file a path, or a key and a path as {@code key=path} */
    private void add(Map<String, byte[]> data, String file) throws IOException {
        int equals = file.indexOf('=');
        Path path = directory.resolve(file.substring(equals + 1)).normalize();
        if (!path.startsWith(directory.normalize()) || !Files.isRegularFile(path)) {
            throw new IOException("expected the kustomization's file " + file + " in " + directory);
        }
        if (Files.size(path) > YamlDocuments.MAX_LENGTH) {
            throw new IOException(
                    file + ": expected at most " + YamlDocuments.MAX_LENGTH + " bytes, as a ConfigMap holds");
        }
        data.put(equals > 0 ? file.substring(0, equals) : path.getFileName().toString(), Files.readAllBytes(path));
    }

    private static List<Located> documents(Path file) throws IOException {
        if (Files.size(file) > YamlDocuments.MAX_LENGTH) {
            return List.of();
        }
        try {
            return YamlDocuments.read(file.getFileName().toString(), Files.readString(file));
        } catch (InvalidInputException e) {
            return List.of();
        }
    }

    private static Map<String, byte[]> data(JsonNode configMap) {
        Map<String, byte[]> data = new TreeMap<>();
        configMap
                .path("data")
                .properties()
                .forEach(e -> data.put(e.getKey(), e.getValue().asText().getBytes(StandardCharsets.UTF_8)));
        configMap
                .path("binaryData")
                .properties()
                .forEach(e -> data.put(
                        e.getKey(), Base64.getMimeDecoder().decode(e.getValue().asText())));
        return data;
    }
}
