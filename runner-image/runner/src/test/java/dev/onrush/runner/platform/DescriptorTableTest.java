package dev.onrush.runner.platform;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DescriptorTableTest {
    private static final Path STATUS = Path.of("/proc/self/status");

    private static int room() throws IOException {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return Integer.parseInt(lines.filter(line -> line.startsWith("FDSize:"))
                    .findFirst()
                    .orElseThrow()
                    .substring("FDSize:".length())
                    .strip());
        }
    }

    @Test
    void itHasRoomForMoreThanAreOpen() throws IOException {
        assumeTrue(Files.exists(STATUS));
        assertTrue(DescriptorTable.grow());
        int room = room();
        assertTrue(room >= 1_024, "room for " + room);
        assertTrue(DescriptorTable.grow(), "a second time");
    }
}
