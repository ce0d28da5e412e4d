package dev.onrush.operator.crd;

import dev.onrush.operator.api.LoadTest;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The committed definition of the custom resource, and how it is made from the class. */
public final class CrdFile {
    static final String REGENERATE = "mvn -pl operator/controller -am test -Dtest=CrdTest -Dcrd.write=true"
            + " -Dsurefire.failIfNoSpecifiedTests=false";

    private static final Pattern EXPONENT = Pattern.compile("(?m)(?<=: )-?[0-9.]+E[0-9]+$");

    private CrdFile() {}

    /** The committed file; the build starts tests in the module's directory. */
    public static Path path() {
        return root().resolve("crds/loadtests.onrush.dev-v1.yml");
    }

    /** The repository's root. */
    public static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("runner-image")) && Files.isDirectory(at.resolve("crds"))) {
                return at;
            }
        }
        throw new IllegalStateException("expected to run inside the repository");
    }

    /** What the file should hold. */
    static String generate() {
        ByteArrayOutputStream yaml = new ByteArrayOutputStream();
        new CRDGenerator()
                .withOutput(new InMemory(yaml))
                .withPostProcessor(new Finish())
                .customResourceClasses(LoadTest.class)
                .generate();
        // The generator writes YAML 1.2, which the API server's parser reads as 1.1, and not every parser reads 1.0E7
        // as a number.
        String body = EXPONENT.matcher(
                        yaml.toString(StandardCharsets.UTF_8).replaceAll("(?m)^( *- )(True|False)$", "$1\"$2\""))
                .replaceAll(number -> new BigDecimal(number.group()).toPlainString());
        return "# Generated from the class LoadTest, do not edit. To bring it up to date:\n# " + REGENERATE + "\n"
                + body.substring(body.indexOf('\n') + 1);
    }

    private record InMemory(ByteArrayOutputStream yaml) implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
        @Override
        public ByteArrayOutputStream outputFor(String name) {
            return yaml;
        }

        @Override
        public void close() {
            // Nothing to close in memory.
        }
    }

    private static final class Finish implements CRDPostProcessor {
        @Override
        public HasMetadata process(HasMetadata crd, String version) {
            return new CrdFinish((CustomResourceDefinition) crd).apply();
        }
    }
}
