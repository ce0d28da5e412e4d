package dev.onrush.runner.code;

import dev.onrush.api.Plan;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import dev.onrush.contract.plan.PlanFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;

/**
 * A plan in a jar. Its class is named by {@code Onrush-Plan} in the manifest, or by the only line of
 * {@code META-INF/services/dev.onrush.api.Plan}.
 */
final class JarPlan {
    static final String ATTRIBUTE = "Onrush-Plan";
    static final String SERVICE = "META-INF/services/" + Plan.class.getName();
    private static final int MAX_SERVICE_FILE = 65_536;

    private JarPlan() {}

    static Class<? extends Plan> load(PlanFiles files) throws InvalidInputException {
        String entry = files.entry();
        String name = className(entry, files.files().get(entry));
        List<Path> jars;
        try {
            jars = Jars.of(files);
        } catch (UncheckedIOException e) {
            throw problem(entry, "cannot be unpacked: " + e.getCause());
        }
        try {
            Class<?> type = Class.forName(name, false, new PlanClassLoader(java.util.Map.of(), SourcePlan.urls(jars)));
            if (!Plan.class.isAssignableFrom(type)) {
                throw problem(entry, "expected " + name + " to implement " + Plan.class.getName());
            }
            return type.asSubclass(Plan.class);
        } catch (ClassNotFoundException | LinkageError e) {
            throw problem(entry, "the class " + name + " cannot be loaded: " + e);
        }
    }

    private static String className(String entry, byte[] jar) throws InvalidInputException {
        String service = null;
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            Manifest manifest = in.getManifest();
            String named =
                    manifest == null ? null : manifest.getMainAttributes().getValue(ATTRIBUTE);
            if (named != null) {
                return named.strip();
            }
            for (JarEntry file = in.getNextJarEntry(); file != null; file = in.getNextJarEntry()) {
                if (file.getName().equals(SERVICE)) {
                    service = new String(in.readNBytes(MAX_SERVICE_FILE), StandardCharsets.UTF_8);
                }
            }
        } catch (IOException | SecurityException e) {
            throw problem(entry, "is no jar: " + e.getMessage());
        }
        List<String> names = service == null
                ? List.of()
                : service.lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .toList();
        if (names.size() != 1) {
            throw problem(
                    entry,
                    "expected the plan's class as " + ATTRIBUTE + " in the manifest or in " + SERVICE + ", found "
                            + names);
        }
        return names.getFirst();
    }

    private static InvalidInputException problem(String entry, String message) {
        return new InvalidInputException(new Problem(entry, 0, "", message));
    }
}
