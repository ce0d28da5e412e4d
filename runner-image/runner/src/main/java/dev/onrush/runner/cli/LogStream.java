package dev.onrush.runner.cli;

import dev.onrush.runner.log.LogLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Hands on what is written, and keeps the last lines of it. */
final class LogStream extends OutputStream {
    private static final int MAX_LINE_BYTES = 16 * 1024;

    private final OutputStream to;
    private final LogLines lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LogStream(OutputStream to, LogLines lines) {
        this.to = to;
        this.lines = lines;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        to.write(b);
        keep((byte) b);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        to.write(bytes, from, length);
        for (int i = from; i < from + length; i++) {
            keep(bytes[i]);
        }
    }

    @Override
    public void flush() throws IOException {
        to.flush();
    }

    private void keep(byte b) {
        if (b == '\n') {
            lines.add(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else if (b != '\r' && line.size() < MAX_LINE_BYTES) {
            line.write(b);
        }
    }
}
