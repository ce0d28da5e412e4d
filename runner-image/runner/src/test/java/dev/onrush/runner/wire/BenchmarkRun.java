package dev.onrush.runner.wire;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.contract.tls.SelfSignedCertificate;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.bus.TlsIdentity;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.master.MasterOptions;
import dev.onrush.runner.master.MasterOptions.Timing;
import dev.onrush.runner.master.SessionPart;
import dev.onrush.runner.master.WorkerPort;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run of two hours for played workers, one user each, over TLS. */
public final class BenchmarkRun {
    private BenchmarkRun() {}

    /** @param names of requests in its plan */
    public static MasterOptions of(int workers, int names) throws InvalidInputException {
        SelfSignedCertificate made = SelfSignedCertificate.create("benchmark");
        RunDefinition definition = new RunDefinition(
                URI.create("http://127.0.0.1:1"),
                new LoadShape.Ramp(workers, workers, Duration.ofHours(2)),
                workers,
                List.of(),
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                LostWorkers.Redistribute);
        ServerCredentials credentials = new ServerCredentials(
                Token.random(), Optional.of(new TlsIdentity("benchmark", made.certificate(), made.key())));
        return new MasterOptions(
                "benchmark",
                definition,
                plan(names),
                new WorkerPort(credentials, "127.0.0.1", 0),
                Timing.DEFAULT,
                SessionPart.ALONE);
    }

    private static PlanFiles plan(int names) throws InvalidInputException {
        StringBuilder plan = new StringBuilder("users:\n  - name: A\n    tasks:\n      - name: t\n        steps:\n");
        for (int i = 0; i < names; i++) {
            plan.append("          - get: /").append(i).append('\n');
        }
        return PlanFiles.of("benchmark", Map.of("plan.yaml", plan.toString().getBytes(StandardCharsets.UTF_8)), null);
    }

    /** What played workers have to be told. @param port that the master listens on */
    public static String connection(int port, MasterOptions options) {
        return "port " + port + " " + options.port().credentials().token().reveal() + " "
                + options.plan().hash();
    }
}
