package dev.onrush.runner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a process of its own, since what Netty makes of a buffer is settled when the process starts. */
class FixedBufferTest {
    private static final int SIZE = 64;

    /** Writes to a buffer and reads it where it says that it is. */
    @SuppressWarnings("restricted")
    public static void main(String[] args) {
        FixedBuffer buffer = new FixedBuffer(SIZE);
        buffer.writeLong(17).writeLong(4);
        long read = MemorySegment.ofAddress(buffer.memoryAddress())
                .reinterpret(SIZE)
                .get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 8);
        System.out.print(buffer.hasMemoryAddress() + " " + read);
        buffer.release();
    }

    @ParameterizedTest
    @ValueSource(strings = {"allow", "deny"})
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void knowsWhereItIsWithAndWithoutUnsafe(String unsafe) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--sun-misc-unsafe-memory-access=" + unsafe,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FixedBufferTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals("true 4", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, process.waitFor());
    }
}
