package dev.onrush.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onrush.contract.input.YamlDocuments;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Messages;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The reference pages name everything that there is. */
class ReferenceTest {
    private static final Path ROOT = Path.of("../..");

    @Test
    void everyOptionIsInTheReference() throws Exception {
        String page = page("command-line.md");
        CommandLine root = Onrush.commandLine();
        List<String> missing = new ArrayList<>(missing(root, page));
        root.getSubcommands()
                .forEach((name, command) -> missing.addAll(missing(command, section(page, "onrush " + name))));
        assertEquals(List.of(), missing);
    }

    private static List<String> missing(CommandLine command, String text) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
                .map(OptionSpec::longestName)
                .filter(name -> !text.contains("`" + name + "`"))
                .map(name -> command.getCommandName() + " " + name)
                .toList();
    }

    /** From a command's heading to the next one. */
    private static String section(String page, String command) {
        String from = page.substring(page.indexOf("\n## `" + command) + 1);
        return from.substring(0, from.indexOf("\n## "));
    }

    @Test
    void everyFieldOfALoadTestIsInTheReference() throws Exception {
        String page = page("loadtest.md");
        String crd = Files.readString(ROOT.resolve("crds/loadtests.onrush.dev-v1.yml"));
        JsonNode schema =
                YamlDocuments.readOne("crd", crd).toJson().at("/spec/versions/0/schema/openAPIV3Schema/properties");
        List<String> missing = new ArrayList<>();
        missing(schema.at("/spec/properties"), page, missing);
        missing(schema.at("/spec/properties/workers/properties"), page, missing);
        missing(schema.at("/spec/properties/load/properties"), page, missing);
        missing(schema.at("/spec/properties/plan/properties"), page, missing);
        missing(schema.at("/status/properties"), page, missing);
        missing(schema.at("/status/properties/results/properties"), page, missing);
        assertEquals(List.of(), missing);
    }

    @Test
    void everyAddressAndFieldOfTheWireIsInTheReference() throws Exception {
        String page = page("protocol.md");
        List<String> missing = new ArrayList<>();
        for (Field address : Addresses.class.getFields()) {
            String name = (String) address.get(null);
            if (name.startsWith("onrush.")
                    && !name.equals(Addresses.DISCONNECTED)
                    && !page.contains("\n| `" + name + "` |")) {
                missing.add(name);
            }
        }
        bodies(Messages.class)
                .filter(Class::isRecord)
                .flatMap(body -> Stream.of(body.getRecordComponents()))
                .map(RecordComponent::getName)
                .filter(name -> !page.contains("`" + name + "`"))
                .forEach(missing::add);
        assertEquals(List.of(), missing);
    }

    private static Stream<Class<?>> bodies(Class<?> within) {
        return Stream.of(within.getDeclaredClasses()).flatMap(body -> Stream.concat(Stream.of(body), bodies(body)));
    }

    private static void missing(JsonNode properties, String page, List<String> missing) {
        properties.fieldNames().forEachRemaining(name -> {
            if (!page.contains("`" + name + "`")
                    && !page.contains("`" + name + ".")
                    && !page.contains("." + name)
                    && !page.contains(name + "`")) {
                missing.add(name);
            }
        });
    }

    private static String page(String name) throws Exception {
        return Files.readString(ROOT.resolve("docs/reference").resolve(name));
    }
}
