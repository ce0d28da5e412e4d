package dev.onrush.runner.code;

import dev.onrush.contract.plan.PlanFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The jars among a plan's files, as files for as long as the process lives. */
final class Jars {
    private Jars() {}

    static List<Path> of(PlanFiles files) {
        List<Path> jars = new ArrayList<>();
        try {
            for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
                if (file.getKey().endsWith(".jar")) {
                    Path jar = Files.createTempFile("onrush-plan", ".jar");
                    jar.toFile().deleteOnExit();
                    jars.add(Files.write(jar, file.getValue()));
                }
            }
            return jars;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
