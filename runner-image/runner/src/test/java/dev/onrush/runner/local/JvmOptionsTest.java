package dev.onrush.runner.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmOptionsTest {
    private static final Path IMAGE = Path.of("..").toAbsolutePath().normalize();

    @Test
    void commentsAndBlankLinesAreNoOptions() {
        assertEquals(List.of("-Xa", "-Xb", "-Xc"), JvmOptions.words("# first\n-Xa  -Xb # second\n\n  -Xc\n"));
    }

    /** The launcher is the judge of a word that it does not know, and of a file that it cannot read. */
    @Test
    void theJvmTakesThemAsWordsAndAsAFile() throws Exception {
        List<String> asWords = print(JvmOptions.ofWorkers());
        assertEquals(asWords, print(List.of("@" + IMAGE.resolve("jvm.options"))));
        assertTrue(asWords.stream().anyMatch(line -> line.matches(".*bool UseSerialGC += true.*")), asWords::toString);
    }

    @Test
    void theImageStartsWithThem() throws Exception {
        String dockerfile = Files.readString(IMAGE.resolve("Dockerfile"));
        assertTrue(dockerfile.contains("jvm.options /opt/onrush/\n"), dockerfile);
        assertTrue(dockerfile.contains("ENTRYPOINT [\"java\", \"@/opt/onrush/jvm.options\", "), dockerfile);
    }

    /** What a JVM with these options has that differs from its defaults. */
    private static List<String> print(List<String> options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:+PrintFlagsFinal", "-version"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.lines().filter(line -> line.contains("command line")).toList();
    }
}
