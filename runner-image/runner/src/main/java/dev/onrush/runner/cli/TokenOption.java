package dev.onrush.runner.cli;

import dev.onrush.runner.bus.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import picocli.CommandLine.Option;

/**
 * The run's token: in a file that is named, or in one that the master makes for workers of the same user on the same machine.
 */
final class TokenOption {
    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "The run's token, the same for master and workers (default: a file of the master's that workers of the same user find).")
    private Path file;

    /** The token for a master: read, or made and left where local workers look. */
    Token forMaster(int port) throws IOException {
        if (file != null) {
            return Token.read(file);
        }
        Token token = Token.random();
        Path shared = shared(port);
        Files.createDirectories(
                shared.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.deleteIfExists(shared);
        Files.createFile(shared, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(shared, token.reveal());
        shared.toFile().deleteOnExit();
        return token;
    }

    Token forWorker(int port) throws IOException {
        Path from = file == null ? shared(port) : file;
        if (!Files.exists(from)) {
            throw new IOException("expected the run's token in " + from + "; --token-file names another file");
        }
        return Token.read(from);
    }

    private static Path shared(int port) {
        return Path.of(
                System.getProperty("java.io.tmpdir"), "onrush-" + System.getProperty("user.name"), port + ".token");
    }
}
