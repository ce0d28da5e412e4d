package dev.onrush.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.sample.SampleTarget;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program at a terminal: a pseudo-terminal that Python keeps, which types keys and looks at the terminal's settings. */
class KeyboardTest {
    /** Types each key when what it waits for has appeared, and prints the terminal's settings before and after. */
    private static final String PERSON = """
            import os, pty, re, subprocess, sys, termios, time
            steps = [("users are running|the run begins", "w"), ("2 users are wanted", "W"),
                     ("12 users are wanted", "s"), ("11 users are wanted", "S"),
                     ("1 users are wanted", "S"), ("0 users are wanted", "\\x03")]
            master, slave = pty.openpty()
            before = termios.tcgetattr(slave)
            child = subprocess.Popen(sys.argv[1:], stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
                                     preexec_fn=lambda: __import__("fcntl").ioctl(0, termios.TIOCSCTTY, 0))
            seen, during, deadline = "", None, time.time() + 50
            import select
            while time.time() < deadline:
                if select.select([master], [], [], 0.2)[0]:
                    try:
                        data = os.read(master, 65536).decode(errors="replace")
                    except OSError:
                        break
                    seen += data
                    if steps and re.search(steps[0][0], seen):
                        during = termios.tcgetattr(slave)
                        seen = ""
                        os.write(master, steps.pop(0)[1].encode())
                    sys.stdout.write(data)
                elif child.poll() is not None:
                    break
            print("STEPS LEFT", len(steps))
            print("EXIT", child.wait(timeout=30))
            print("KEY BY KEY", not (during[3] & termios.ICANON) and not (during[3] & termios.ECHO))
            print("RESTORED", termios.tcgetattr(slave) == before)
            """;

    private final Vertx vertx = Vertx.vertx();
    private final SampleTarget target = new SampleTarget("127.0.0.1", 0);

    @TempDir
    private Path directory;

    @BeforeEach
    void start() {
        vertx.deployVerticle(target).await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void keysChangeTheUsersAndTheTerminalIsPutBack() throws Exception {
        Files.writeString(
                directory.resolve("plan.yaml"),
                "users: [{name: A, waitTime: 20ms, tasks: [{name: t, steps: [{get: /products}]}]}]");
        Files.writeString(directory.resolve("person.py"), PERSON);
        List<String> command = new ArrayList<>(List.of("python3", "person.py"));
        command.addAll(Program.command(
                "-f",
                "plan.yaml",
                "--headless",
                "--only-summary",
                "-u",
                "1",
                "-H",
                "http://127.0.0.1:" + target.port()));
        Path out = directory.resolve("out.txt");
        Process person = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertTrue(person.waitFor(100, TimeUnit.SECONDS), "the person has left");
        String seen = Files.readString(out);
        assertTrue(seen.contains("STEPS LEFT 0"), seen);
        assertTrue(seen.contains("EXIT 0"), seen);
        assertTrue(seen.contains("KEY BY KEY True"), seen);
        assertTrue(seen.contains("RESTORED True"), seen);
        assertTrue(seen.contains("interrupted"), seen);
        assertEquals(0, person.exitValue(), seen);
    }
}
