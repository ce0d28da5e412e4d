package dev.onrush.runner.platform;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafepointTest {
    /** More than a flight recording has of its own. */
    private static final int TIMES = 100;

    @Test
    void eachTimeTheJvmReachesOne(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("safepoints.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.SafepointBegin").withoutThreshold();
            recording.start();
            for (int time = 0; time < TIMES; time++) {
                Safepoint.reach();
            }
            recording.stop();
            recording.dump(file);
        }
        int reached = RecordingFile.readAllEvents(file).size();
        assertTrue(reached >= TIMES, () -> "safepoints: " + reached);
    }
}
