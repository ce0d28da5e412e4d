package dev.onrush.runner.cli;

import dev.onrush.runner.bus.Token;
import dev.onrush.runner.local.WorkerProcesses;
import dev.onrush.runner.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** So many worker processes beside the master. */
final class ProcessCrew implements Crew {
    private final WorkerProcesses processes = WorkerProcesses.talking();
    private final int workers;
    private final List<String> planArguments;
    private final Path directory;
    private final Path tokenFile;

    ProcessCrew(int workers, List<String> planArguments) throws IOException {
        this.workers = workers;
        this.planArguments = planArguments;
        this.directory = Files.createTempDirectory("onrush");
        this.tokenFile = directory.resolve("token");
    }

    @Override
    public void join(Session session, Token token) throws IOException {
        token.write(tokenFile);
        List<String> arguments = new ArrayList<>(planArguments);
        arguments.addAll(List.of(
                "--supervised",
                "--master-port",
                Integer.toString(session.port()),
                "--token-file",
                tokenFile.toString()));
        for (int i = 0; i < workers; i++) {
            int number = i;
            processes.start(arguments, (code, _) -> ended(session, number, code));
        }
    }

    private static void ended(Session session, int number, int code) {
        if (code != 0) {
            System.err.println("onrush: worker process " + number + " ended with exit code " + code);
        }
        session.running()
                .onSuccess(master -> master.cannotBegin("WorkerFailed", "a worker ended with exit code " + code));
    }

    @Override
    public void close() throws IOException {
        processes.close();
        Files.deleteIfExists(tokenFile);
        Files.deleteIfExists(directory);
    }
}
