package dev.onrush.runner.wire;

import dev.onrush.runner.bus.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority for tests, run with the JDK's keytool. */
final class Authority {
    private static final String PASSWORD = "password";

    private final Path directory;
    private final Path store;

    Authority(Path directory) throws Exception {
        this.directory = directory;
        this.store = directory.resolve("store.p12");
        generate("authority", "CN=Authority", "-ext", "bc:c");
    }

    /** The authority's own certificate in PEM. */
    String certificate() throws Exception {
        return pem("CERTIFICATE", load().getCertificate("authority").getEncoded());
    }

    /**
     * A certificate that the authority vouches for.
     *
     * @param san its name, such as {@code ip:127.0.0.1}
     * @param start when it begins to be valid, such as {@code -2d}; it is for a day
     */
    TlsIdentity issue(String alias, String san, String start) throws Exception {
        generate(alias, "CN=" + alias);
        Path request = directory.resolve(alias + ".csr");
        Path issued = directory.resolve(alias + ".pem");
        keytool("-certreq", "-alias", alias, "-file", request.toString());
        keytool(
                "-gencert",
                "-rfc",
                "-alias",
                "authority",
                "-infile",
                request.toString(),
                "-outfile",
                issued.toString(),
                "-ext",
                "san=" + san,
                "-startdate",
                start,
                "-validity",
                "1");
        PrivateKey key = (PrivateKey) load().getKey(alias, PASSWORD.toCharArray());
        return new TlsIdentity(alias, Files.readString(issued), pem("PRIVATE KEY", key.getEncoded()));
    }

    private void generate(String alias, String name, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "10"));
        arguments.addAll(List.of(more));
        keytool(arguments.toArray(String[]::new));
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    private KeyStore load() throws Exception {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + type
                + "-----\n";
    }
}
