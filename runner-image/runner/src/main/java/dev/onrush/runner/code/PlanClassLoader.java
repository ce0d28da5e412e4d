package dev.onrush.runner.code;

import dev.onrush.api.Plan;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;

/**
 * Loads a plan's classes: those that were compiled, and those of its jars. Of the runner it sees {@code dev.onrush.api} only, so
 * that a plan may bring any version of any library.
 */
final class PlanClassLoader extends URLClassLoader {
    /** It stands in stack traces. */
    static final String NAME = "plan";

    private final Map<String, byte[]> classes;

    /** @param classes by name */
    PlanClassLoader(Map<String, byte[]> classes, List<URL> jars) {
        super(NAME, jars.toArray(URL[]::new), new ApiOnly());
        this.classes = Map.copyOf(classes);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
    }

    /** The JDK and the API. */
    private static final class ApiOnly extends ClassLoader {
        private static final String API = Plan.class.getPackageName() + ".";

        ApiOnly() {
            super("api", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(API)) {
                return Plan.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
