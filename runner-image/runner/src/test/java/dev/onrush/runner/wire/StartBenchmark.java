package dev.onrush.runner.wire;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.PlanReader;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.local.WorkerProcesses;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.master.MasterOptions;
import dev.onrush.runner.master.MasterOptions.Timing;
import dev.onrush.runner.master.SessionPart;
import dev.onrush.runner.master.WorkerPort;
import dev.onrush.runner.report.StartSkew;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How far apart real workers begin, each a process of its own with one user: what a target saw of it, in microseconds after the first one's first
 * request, and what the master's report says, in milliseconds. Arguments: workers, and a directory for their logs. {@code
 * runner-image/benchmarks/start.py} makes several starts.
 */
public final class StartBenchmark {
    private static final String HOST = "127.0.0.1";

    private StartBenchmark() {}

    public static void main(String[] args) throws Exception {
        int workers = Integer.parseInt(args[0]);
        Path logs = Path.of(args[1]);
        FirstRequests target = FirstRequests.listen(Vertx.vertx(), HOST);
        PlanFiles files = PlanFiles.of("benchmark", Map.of("plan.yaml", """
                users:
                  - name: A
                    waitTime: 1s
                    tasks:
                      - name: t
                        steps:
                          - get: /${user}
                """.getBytes(StandardCharsets.UTF_8)), null);
        Token token = Token.random();
        RunDefinition definition = new RunDefinition(
                URI.create("http://" + HOST + ":" + target.port()),
                new LoadShape.Ramp(workers, 1_000.0 * workers, Duration.ofMinutes(1)),
                workers,
                List.of(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(2),
                LostWorkers.Fail);
        Master master = new Master(
                new MasterOptions(
                        "benchmark",
                        definition,
                        files,
                        new WorkerPort(ServerCredentials.plain(token), HOST, 0),
                        Timing.DEFAULT,
                        SessionPart.ALONE),
                PlanReader.read(files));
        ClockedTransport.newVertx().deployVerticle(master).await();
        Path shown = logs.resolve("token");
        token.write(shown);
        WorkerProcesses processes = WorkerProcesses.loggingTo(logs);
        for (int i = 0; i < workers; i++) {
            processes.start(
                    List.of(
                            "--supervised",
                            "--master-host",
                            HOST,
                            "--master-port",
                            String.valueOf(master.port()),
                            "--token-file",
                            shown.toString(),
                            "-f",
                            "-"),
                    (_, _) -> {});
        }
        try {
            print(master, target, workers);
        } finally {
            master.requestStop("measured");
            master.finished().await(30, TimeUnit.SECONDS);
            processes.close();
        }
        System.exit(0);
    }

    private static void print(Master master, FirstRequests target, int workers) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while ((target.count() < workers || master.report().await().start() == null) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        // The last one's word is yet to come.
        TimeUnit.MILLISECONDS.sleep(500);
        System.out.println("seen " + String.join(" ", target.microsAfterFirst()));
        StartSkew skew = master.report().await().start();
        System.out.println("said " + skew.workers() + " " + skew.maxMillis() + " " + skew.atMostMillis());
    }
}
