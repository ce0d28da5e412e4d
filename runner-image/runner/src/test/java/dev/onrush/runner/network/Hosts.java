package dev.onrush.runner.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** A target, a master and workers, each a process on a host of its own; workers have an empty directory and the master's file. */
final class Hosts implements AutoCloseable {
    private static final String PLAN = """
            users:
              - name: Visitor
                waitTime: 20ms
                tasks:
                  - name: browse
                    steps: [{get: /products}]
            """;

    private static final int USERS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int TARGET_PORT = 8080;
    private static final int API_PORT = 8089;

    private final Path directory;
    private final Network network = new Network();
    private final int targetHost = network.addHost();
    private final int masterHost = network.addHost();
    private final List<Integer> workerHosts = new ArrayList<>();
    private final List<Program> programs = new ArrayList<>();
    private Program master;

    Hosts(Path directory) throws IOException {
        this.directory = directory;
        Files.writeString(directory.resolve("plan.yaml"), PLAN);
        start("target", targetHost, List.of(), "sample-target", "--port", String.valueOf(TARGET_PORT));
    }

    /** The master; again after it was killed, with the same arguments. */
    Program startMaster(String runTime) throws IOException {
        master = start(
                "master" + programs.size(),
                masterHost,
                List.of(),
                "--master",
                "--headless",
                "-f",
                directory.resolve("plan.yaml").toString(),
                "-H",
                "http://" + Network.TARGET + targetHost + ":" + TARGET_PORT,
                "-u",
                String.valueOf(USERS),
                "-r",
                "40",
                "-t",
                runTime,
                "--expect-workers",
                "2",
                "--lease",
                "3s",
                "--heartbeat-interval",
                "300ms",
                "--report-interval",
                "300ms",
                "--token-file",
                token().toString());
        return master;
    }

    /** @param wrapper what goes before the program on the host, such as what shifts its clock */
    Program startWorker(String... wrapper) throws IOException {
        int host = network.addHost();
        workerHosts.add(host);
        return start(
                "worker" + workerHosts.size(),
                host,
                List.of(wrapper),
                "--worker",
                "-f",
                "-",
                "--master-host",
                Network.CONTROL + masterHost,
                "--token-file",
                token().toString());
    }

    private Program start(String name, int host, List<String> wrapper, String... arguments) throws IOException {
        Program program = new Program(directory, name, Commands.joined(network.on(host), wrapper), arguments);
        programs.add(program);
        return program;
    }

    /** Breaks or mends a worker's link to the master. */
    void link(int worker, boolean up) throws IOException {
        network.control(workerHosts.get(worker), up);
    }

    /** The master's summary as of now. */
    JsonNode summary() throws IOException {
        String token = Files.readAllLines(token()).getFirst();
        return get(masterHost, API_PORT, "/api/v1/summary", "Authorization: Bearer " + token + "\\r\\n");
    }

    void await(Callable<Boolean> condition) throws IOException {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(300))
                    .ignoreExceptions()
                    .until(condition);
        } catch (RuntimeException e) {
            throw new IOException(logs(), e);
        }
    }

    /** Users run, and this many of the workers are missing. */
    void awaitUsers(int missing) throws IOException {
        await(() -> summary().at("/results/users").asInt() == USERS
                && summary().at("/workers/missing").asInt() == missing);
    }

    /** The run's end: what the master says of it. */
    JsonNode result() throws IOException {
        try {
            int exitCode = master.exitCode();
            if (exitCode != 0) {
                throw new IOException("the master ended with " + exitCode);
            }
        } catch (IOException e) {
            throw new IOException(logs(), e);
        }
        return new YAMLMapper().readTree(master.output()).path("status");
    }

    /** How many requests the target answered. */
    long answered() throws IOException {
        return get(targetHost, TARGET_PORT, "/stats", "").path("requests").asLong();
    }

    String logs() throws IOException {
        StringBuilder logs = new StringBuilder();
        for (Program program : programs) {
            logs.append(program.log()).append('\n');
        }
        return logs.toString();
    }

    private Path token() {
        return directory.resolve("run.token");
    }

    /** Asked from the host itself: its address is known nowhere else. */
    private JsonNode get(int host, int port, String path, String header) throws IOException {
        String script = "exec 3<>/dev/tcp/" + Network.TARGET + host + "/" + port + "; printf 'GET " + path
                + " HTTP/1.0\\r\\n" + header + "\\r\\n' >&3; cat <&3";
        List<String> command = Commands.joined(network.on(host), List.of("bash", "-c", script));
        String answer = Commands.run(command.toArray(String[]::new));
        return new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
    }

    @Override
    public void close() throws IOException {
        programs.forEach(Program::close);
        network.close();
    }
}
