package dev.onrush.runner.cli;

import dev.onrush.runner.bus.ClientCredentials;
import dev.onrush.runner.bus.CredentialsFile;
import dev.onrush.runner.bus.Loopback;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.bus.TlsIdentity;
import dev.onrush.runner.bus.TlsTrust;
import dev.onrush.runner.bus.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * How master and workers know each other: by a file that is named, or one that the master makes for workers of the same user on the
 * same machine; and by certificates, where the wire leaves this machine.
 */
final class TokenOption {
    private static final long LOOK_AGAIN_MILLIS = 200;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "The run's token, the same for master and workers, and the master's certificate after it; a master makes the file where there is none (default: a file of the master's that workers of the same user find).")
    private Path file;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description =
                    "The master's certificate, and those that vouch for it, in PEM; the HTTP API then speaks TLS with it, too (default: one of its own making for the wire, when it listens beyond loopback).")
    private Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The certificate's key in PEM.")
    private Path key;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description =
                    "For a worker: the master's certificate, or that of an authority that vouches for its host name, in PEM.")
    private Path authority;

    /** What a master shows and expects: read, or made and left where workers find it. */
    ServerCredentials forMaster(String bindHost, int port) throws IOException {
        checkCertificate();
        Path path = file == null ? shared(port) : file;
        if (file == null) {
            ownDirectory(path.getParent());
            path.toFile().deleteOnExit();
        }
        return new MasterFiles(path, file == null).credentials(!Loopback.is(bindHost), certificate, key);
    }

    /** The certificate that was named, if one was. */
    Optional<TlsIdentity> named() throws IOException {
        checkCertificate();
        return certificate == null ? Optional.empty() : Optional.of(TlsIdentity.read(certificate, key));
    }

    private void checkCertificate() throws IOException {
        if ((certificate == null) != (key == null)) {
            throw new IOException("--tls-cert and --tls-key: expected both or neither");
        }
    }

    /**
     * What a worker shows and expects.
     *
     * @param patience how long the master may take to leave the file
     */
    ClientCredentials forWorker(String masterHost, int port, Duration patience) throws IOException {
        Path from = file == null ? shared(port) : file;
        await(from, patience);
        if (file == null) {
            ownOnly(from.getParent());
        }
        CredentialsFile read = CredentialsFile.read(from);
        String trusted = read.certificate().orElse("") + (authority == null ? "" : Files.readString(authority));
        if (trusted.isEmpty() && !Loopback.is(masterHost)) {
            throw new IOException("expected the master's certificate after the token in " + from
                    + ", or --tls-ca: the wire to another machine is encrypted");
        }
        Path named = authority == null ? from : authority;
        return new ClientCredentials(
                read.token(),
                trusted.isEmpty() ? Optional.empty() : Optional.of(TlsTrust.of(named.toString(), trusted)));
    }

    /** What users of the HTTP API show, where workers need no file. */
    Token forApi(int webPort) throws IOException {
        Path path = file;
        if (file == null) {
            path = named(
                    "web-" + (webPort == 0 ? "pid-" + ProcessHandle.current().pid() : webPort));
            ownDirectory(path.getParent());
            path.toFile().deleteOnExit();
        }
        System.err.println("onrush: the token for the HTTP API is in " + path);
        return new MasterFiles(path, file == null)
                .credentials(false, null, null)
                .token();
    }

    /** Where a master that was told this leaves what a worker on another machine needs. */
    Path file(int port) {
        return file == null ? shared(port) : file;
    }

    /** Whether a file was named, which is then the same when the program starts again. */
    boolean isNamed() {
        return file != null;
    }

    /** What a worker process on this machine must be told to find the same. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (file != null) {
            arguments.addAll(List.of("--token-file", file.toString()));
        }
        if (authority != null) {
            arguments.addAll(List.of("--tls-ca", authority.toString()));
        }
        return arguments;
    }

    private static void await(Path file, Duration patience) throws IOException {
        long start = System.nanoTime();
        for (boolean told = false; !Files.exists(file); told = true) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new IOException("expected the run's token in " + file + "; --token-file names another file");
            }
            if (!told) {
                System.err.println(
                        "onrush: waiting for the run's token in " + file + ", which the master leaves there");
            }
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    private static void ownDirectory(Path directory) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        ownOnly(directory);
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
        return named(Integer.toString(port));
    }

    private static Path named(String name) {
        return Path.of(
                System.getProperty("java.io.tmpdir"), "onrush-" + System.getProperty("user.name"), name + ".token");
    }
}
