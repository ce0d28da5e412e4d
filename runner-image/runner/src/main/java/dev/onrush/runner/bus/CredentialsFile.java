package dev.onrush.runner.bus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * What one file carries from a master to its workers: the token in its first line, and after it the master's certificate, where
 * there is one.
 *
 * @param certificate in PEM
 */
public record CredentialsFile(Token token, Optional<String> certificate) {
    /** Certificates of an authority's chain take a few kilobytes; more is not what it should be. */
    private static final long MAX_BYTES = 256 * 1024;

    public static CredentialsFile read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + ": expected a token and certificates, at most " + MAX_BYTES + " bytes");
        }
        String text = Files.readString(file);
        Token token = Token.in(text, file.toString());
        return new CredentialsFile(token, Optional.of(text).filter(TlsTrust::isIn));
    }

    /** Writes the file at once and for its owner only; whoever reads meanwhile sees the old or the new. */
    public void write(Path file) throws IOException {
        write(file, token.reveal() + "\n" + certificate.orElse(""));
    }

    /** Writes a secret for its owner only, at once. */
    public static void write(Path file, String text) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(
                directory,
                ".onrush",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
