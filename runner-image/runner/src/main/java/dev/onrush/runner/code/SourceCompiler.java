package dev.onrush.runner.code;

import dev.onrush.api.Plan;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import dev.onrush.contract.input.Problems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles sources to classes, all in memory. */
final class SourceCompiler {
    private SourceCompiler() {}

    /**
     * A class that came out.
     *
     * @param source the name of the file that it is from
     */
    record Compiled(String source, byte[] bytes) {}

    /**
     * Compiles.
     *
     * @param sources texts by file name
     * @return classes by their binary names
     * @throws InvalidInputException with the compiler's errors, each with its file and line
     */
    static Map<String, Compiled> compile(String entry, Map<String, String> sources, List<Path> jars)
            throws InvalidInputException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new InvalidInputException(
                    new Problem(entry, 0, "", "a plan in Java needs a JDK, and this Java has no compiler"));
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager standard =
                compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            standard.setLocationFromPaths(
                    StandardLocation.CLASS_PATH,
                    Stream.concat(Stream.of(api()), jars.stream()).toList());
            InMemory memory = new InMemory(standard);
            List<Source> units = sources.entrySet().stream()
                    .map(source -> new Source(source.getKey(), source.getValue()))
                    .toList();
            // Annotation processors of the plan's jars would run in this process.
            List<String> options = List.of("-proc:none", "-g", "-parameters", "-Xlint:none", "-implicit:none");
            boolean compiled = compiler.getTask(null, memory, diagnostics, options, null, units)
                    .call();
            Problems problems = new Problems(entry);
            List<Problem> errors = diagnostics.getDiagnostics().stream()
                    .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                    .map(diagnostic -> problem(entry, diagnostic))
                    .limit(50)
                    .toList();
            if (!errors.isEmpty()) {
                throw new InvalidInputException(errors);
            }
            if (!compiled) {
                problems.add(0, "", "cannot be compiled");
            }
            problems.throwIfAny();
            return memory.classes();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new InvalidInputException(new Problem(entry, 0, "", "cannot be compiled: " + e));
        }
    }

    private static Path api() throws IOException {
        try {
            return Path.of(Plan.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static Problem problem(String entry, Diagnostic<? extends JavaFileObject> diagnostic) {
        String file = diagnostic.getSource() instanceof Source source ? source.file : entry;
        String message = diagnostic
                .getMessage(Locale.ROOT)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("; "));
        return new Problem(file, (int) Math.max(0, diagnostic.getLineNumber()), "", message);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String file;
        private final String text;

        Source(String file, String text) {
            super(uri(file), Kind.SOURCE);
            this.file = file;
            this.text = text;
        }

        private static URI uri(String file) {
            try {
                return new URI("plan", null, "/" + file, null);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("expected a file's name, found " + file, e);
            }
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Output extends SimpleJavaFileObject {
        private final String source;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Output(String className, String source) {
            super(URI.create("class:///" + className.replace('.', '/')), Kind.CLASS);
            this.source = source;
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, Output> outputs = new LinkedHashMap<>();

        InMemory(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            Output output = new Output(className, sibling instanceof Source source ? source.file : "");
            outputs.put(className, output);
            return output;
        }

        Map<String, Compiled> classes() {
            Map<String, Compiled> classes = new LinkedHashMap<>();
            new ArrayList<>(outputs.entrySet())
                    .forEach(entry -> classes.put(
                            entry.getKey(),
                            new Compiled(
                                    entry.getValue().source,
                                    entry.getValue().bytes.toByteArray())));
            return classes;
        }
    }
}
