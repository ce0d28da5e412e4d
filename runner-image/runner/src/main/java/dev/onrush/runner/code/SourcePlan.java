package dev.onrush.runner.code;

import dev.onrush.api.Plan;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.runner.code.SourceCompiler.Compiled;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan as Java sources, perhaps with jars beside them. */
final class SourcePlan {
    private SourcePlan() {}

    /** The entry's class. */
    static Class<? extends Plan> load(PlanFiles files) throws InvalidInputException {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String name : files.files().keySet()) {
            if (name.endsWith(".java")) {
                sources.put(name, new PlanFiles(name, files.files()).text());
            }
        }
        List<Path> jars = Jars.of(files);
        Map<String, Compiled> compiled = SourceCompiler.compile(files.entry(), sources, jars);
        ForbiddenCalls.check(compiled);
        Map<String, byte[]> classes = new LinkedHashMap<>();
        compiled.forEach((name, result) -> classes.put(name, result.bytes()));
        return entry(files.entry(), compiled, new PlanClassLoader(classes, urls(jars)));
    }

    private static Class<? extends Plan> entry(String entry, Map<String, Compiled> compiled, ClassLoader loader)
            throws InvalidInputException {
        List<Class<? extends Plan>> found = new ArrayList<>();
        try {
            for (Map.Entry<String, Compiled> result : compiled.entrySet()) {
                if (result.getValue().source().equals(entry)) {
                    Class<?> type = Class.forName(result.getKey(), false, loader);
                    if (Plan.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                        found.add(type.asSubclass(Plan.class));
                    }
                }
            }
        } catch (ClassNotFoundException | LinkageError e) {
            throw new InvalidInputException(new Problem(entry, 0, "", "cannot be loaded: " + e));
        }
        if (found.size() != 1) {
            throw new InvalidInputException(new Problem(
                    entry,
                    0,
                    "",
                    "expected one class that implements " + Plan.class.getName() + ", found "
                            + found.stream().map(Class::getName).toList()));
        }
        return found.getFirst();
    }

    static List<URL> urls(List<Path> jars) {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            try {
                urls.add(jar.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalStateException("every file has a URL", e);
            }
        }
        return urls;
    }
}
