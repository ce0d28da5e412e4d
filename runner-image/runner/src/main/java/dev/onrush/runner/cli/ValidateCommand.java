package dev.onrush.runner.cli;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Located;
import dev.onrush.contract.input.YamlDocuments;
import dev.onrush.runner.code.PlanLoader;
import dev.onrush.runner.local.LoadTestFile;
import dev.onrush.runner.local.PlanPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code onrush validate}: finds what is wrong before anything runs. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Check plans and LoadTests; exit code 2 when something is wrong.")
final class ValidateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Plans and LoadTests; a directory is a plan of several files.")
    private List<Path> files;

    @Override
    public Integer call() throws IOException {
        boolean valid = true;
        for (Path file : files) {
            try {
                validate(file);
                System.out.println(file + ": valid");
            } catch (InvalidInputException e) {
                System.err.println(e.getMessage());
                valid = false;
            }
        }
        return valid ? ExitCodes.PASSED : ExitCodes.COULD_NOT_RUN;
    }

    private static void validate(Path file) throws IOException, InvalidInputException {
        if (Files.isDirectory(file) || !file.toString().matches(".*\\.ya?ml")) {
            PlanLoader.load(PlanPath.read(file, null));
            return;
        }
        List<Located> documents = YamlDocuments.read(file.toString(), Files.readString(file));
        if (documents.stream().anyMatch(LoadTestFile::isLoadTest)) {
            LoadTestFile.read(file);
        } else {
            PlanLoader.load(PlanPath.read(file, null));
        }
    }
}
