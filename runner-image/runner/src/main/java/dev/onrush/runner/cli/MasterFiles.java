package dev.onrush.runner.cli;

import dev.onrush.contract.tls.SelfSignedCertificate;
import dev.onrush.runner.bus.CredentialsFile;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.bus.TlsIdentity;
import dev.onrush.runner.bus.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files by which a master is known: the one with token and certificate, which workers get, and beside it the certificate's
 * key, which they do not. A master that starts again with the same files is the same to its workers.
 *
 * @param fresh whatever is there is of an earlier master, and worth nothing
 */
record MasterFiles(Path file, boolean fresh) {
    /**
     * Reads what is there and makes what is missing.
     *
     * @param beyondLoopback whether there has to be a certificate
     * @param certificate the one to use, or null
     */
    ServerCredentials credentials(boolean beyondLoopback, Path certificate, Path key) throws IOException {
        boolean exists = !fresh && Files.exists(file);
        CredentialsFile there =
                exists ? CredentialsFile.read(file) : new CredentialsFile(Token.random(), Optional.empty());
        if (certificate != null) {
            TlsIdentity identity = TlsIdentity.read(certificate, key);
            if (!exists) {
                new CredentialsFile(there.token(), Optional.of(identity.certificate())).write(file);
            }
            return new ServerCredentials(there.token(), Optional.of(identity));
        }
        if (there.certificate().isPresent() && Files.exists(keyFile())) {
            return new ServerCredentials(there.token(), Optional.of(TlsIdentity.read(file, keyFile())));
        }
        if (!beyondLoopback && there.certificate().isEmpty()) {
            if (!exists) {
                there.write(file);
            }
            return ServerCredentials.plain(there.token());
        }
        return new ServerCredentials(there.token(), Optional.of(make(there.token())));
    }

    private TlsIdentity make(Token token) throws IOException {
        SelfSignedCertificate made = SelfSignedCertificate.create("Onrush master");
        try {
            CredentialsFile.write(keyFile(), made.key());
            new CredentialsFile(token, Optional.of(made.certificate())).write(file);
        } catch (IOException e) {
            throw new IOException(
                    "the master's certificate could not be left in " + file + " (" + e
                            + "): name a file that can be written, or give --tls-cert and --tls-key",
                    e);
        }
        if (fresh) {
            keyFile().toFile().deleteOnExit();
        }
        return new TlsIdentity(file.toString(), made.certificate(), made.key());
    }

    private Path keyFile() {
        return file.resolveSibling(file.getFileName() + ".key");
    }
}
