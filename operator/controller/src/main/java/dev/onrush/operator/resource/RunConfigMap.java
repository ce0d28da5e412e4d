package dev.onrush.operator.resource;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import dev.onrush.contract.plan.PlanFiles;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The plan as it was when the run began, and beside it the run's definition: what pods mount, and nobody can change. */
public final class RunConfigMap {
    /** The key of the run's definition; a plan may not have it. */
    public static final String RUN_KEY = "onrush-run.json";

    /** What the API server lets a ConfigMap hold. */
    private static final int MAX_BYTES = 1 << 20;

    private RunConfigMap() {}

    public static ConfigMap of(Run run) {
        ConfigMapBuilder builder = new ConfigMapBuilder()
                .withMetadata(run.metadata(run.names().run(), "run"))
                .withImmutable(true);
        run.plan().files().forEach((name, content) -> text(content)
                .ifPresentOrElse(
                        text -> builder.addToData(name, text),
                        () -> builder.addToBinaryData(name, Base64.getEncoder().encodeToString(content))));
        return builder.addToData(RUN_KEY, RunSpecs.json(run)).build();
    }

    /** Every key of a ConfigMap, text and binary; the run's definition left out. */
    public static Map<String, byte[]> files(ConfigMap map) {
        Map<String, byte[]> files = new HashMap<>();
        if (map.getData() != null) {
            map.getData().forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        }
        if (map.getBinaryData() != null) {
            map.getBinaryData()
                    .forEach(
                            (name, bytes) -> files.put(name, Base64.getDecoder().decode(bytes)));
        }
        files.remove(RUN_KEY);
        return files;
    }

    /** Refuses a plan that cannot be copied. */
    public static void check(String source, ConfigMap users) throws InvalidInputException {
        boolean reserved = users.getData() != null && users.getData().containsKey(RUN_KEY)
                || users.getBinaryData() != null && users.getBinaryData().containsKey(RUN_KEY);
        if (reserved) {
            throw new InvalidInputException(
                    new Problem(source, 0, RUN_KEY, "is a reserved key: expected another name for the file"));
        }
    }

    /** Refuses a plan that leaves no room for the run's definition beside it. */
    public static void checkSize(Run run) throws InvalidInputException {
        PlanFiles plan = run.plan();
        long plans = plan.files().values().stream()
                .mapToLong(content -> content.length)
                .sum();
        long room = MAX_BYTES - RunSpecs.json(run).getBytes(StandardCharsets.UTF_8).length;
        if (plans > room) {
            throw new InvalidInputException(new Problem(
                    plan.entry(), 0, "", "expected at most " + room + " bytes in all files together, found " + plans));
        }
    }

    private static Optional<String> text(byte[] content) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
