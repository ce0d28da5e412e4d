package dev.onrush.runner.bus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The run's secret: whoever shows it may join the run and read its results. Comparing takes the same time wherever texts differ. */
public final class Token {
    private static final int BYTES = 32;

    private final byte[] secret;

    private Token(String text) {
        secret = text.getBytes(StandardCharsets.UTF_8);
    }

    public static Token random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Token(HexFormat.of().formatHex(bytes));
    }

    /** Reads a token from a file's first line; white space around it is ignored. */
    public static Token read(Path file) throws IOException {
        return in(Files.readString(file), file.toString());
    }

    static Token in(String text, String source) throws IOException {
        String line = text.strip().lines().findFirst().orElse("").strip();
        if (line.length() < 16 || line.length() > 1_024) {
            throw new IOException(source + ": expected a token of 16 to 1024 characters in the first line");
        }
        return new Token(line);
    }

    /** Writes the token to a new file that only its owner can read; one that is there already is replaced. */
    public void write(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, reveal());
    }

    public boolean matches(String shown) {
        return shown != null && MessageDigest.isEqual(secret, shown.getBytes(StandardCharsets.UTF_8));
    }

    /** The secret itself, for a file or the wire. Never for a log. */
    public String reveal() {
        return new String(secret, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "(token)";
    }
}
