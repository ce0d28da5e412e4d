package dev.onrush.runner.local;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import dev.onrush.contract.plan.PlanFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A plan in a file, or in a directory of files. */
public final class PlanPath {
    private static final long MAX_BYTES = 64L << 20;

    private PlanPath() {}

    /**
     * Reads it. A directory as Kubernetes mounts a ConfigMap holds links and a hidden directory behind them.
     *
     * @param entry the plan's file in a directory; null for the default
     */
    public static PlanFiles read(Path file, String entry) throws IOException, InvalidInputException {
        if (!Files.isReadable(file)) {
            throw new InvalidInputException(
                    new Problem(file.toString(), 0, "", "expected a plan here, a file or a directory"));
        }
        if (!Files.isDirectory(file)) {
            String name = file.getFileName().toString();
            checkSize(file, Files.size(file));
            return PlanFiles.of(file.toString(), Map.of(name, Files.readAllBytes(file)), name);
        }
        Map<String, byte[]> files = new TreeMap<>();
        long bytes = 0;
        try (Stream<Path> list = Files.list(file)) {
            for (Path path : list.filter(p -> !p.getFileName().toString().startsWith("..") && Files.isRegularFile(p))
                    .toList()) {
                bytes += Files.size(path);
                checkSize(file, bytes);
                files.put(path.getFileName().toString(), Files.readAllBytes(path));
            }
        }
        return PlanFiles.of(file.toString(), files, entry);
    }

    private static void checkSize(Path file, long bytes) throws InvalidInputException {
        if (bytes > MAX_BYTES) {
            throw new InvalidInputException(
                    new Problem(file.toString(), 0, "", "expected at most " + MAX_BYTES + " bytes of plan files"));
        }
    }
}
