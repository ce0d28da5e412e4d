package dev.onrush.runner.cli;

import dev.onrush.runner.bus.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
        ownOnly(shared.getParent());
        token.write(shared);
        shared.toFile().deleteOnExit();
        return token;
    }

    Token forWorker(int port) throws IOException {
        Path from = file == null ? shared(port) : file;
        if (!Files.exists(from)) {
            throw new IOException("expected the run's token in " + from + "; --token-file names another file");
        }
        if (file == null) {
            ownOnly(from.getParent());
        }
        return Token.read(from);
    }

    /** What a worker process on this machine must be told to find the same token. */
    List<String> arguments() {
        return file == null ? List.of() : List.of("--token-file", file.toString());
    }

    /** The directory has a name that others can guess, so somebody else may have made it first. */
    private static void ownOnly(Path directory) throws IOException {
        String owner = Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).getName();
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                || !owner.equals(System.getProperty("user.name"))) {
            throw new IOException(directory + " belongs to " + owner + "; --token-file names another place");
        }
    }

    private static Path shared(int port) {
        return Path.of(
                System.getProperty("java.io.tmpdir"), "onrush-" + System.getProperty("user.name"), port + ".token");
    }
}
