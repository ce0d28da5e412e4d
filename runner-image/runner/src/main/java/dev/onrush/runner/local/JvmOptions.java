package dev.onrush.runner.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Options of a worker's JVM: those of the image, which start it as {@code java @jvm.options}. */
final class JvmOptions {
    private static final String FILE = "/jvm.options";

    private JvmOptions() {}

    /** One word each, in the order of the file, without its comments. */
    static List<String> ofWorkers() throws IOException {
        try (InputStream in = JvmOptions.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IOException("the program's jar is not whole: " + FILE + " is missing");
            }
            return words(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** As the JDK's launcher reads such a file where nothing is quoted: a comment begins at {@code #} and ends with its line. */
    static List<String> words(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("#.*", ""))
                .flatMap(line -> Stream.of(line.strip().split("\\s+")))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
