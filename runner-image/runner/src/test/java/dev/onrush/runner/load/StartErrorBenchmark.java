package dev.onrush.runner.load;

import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.PlanReader;
import dev.onrush.contract.run.RateCurve;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.worker.CompilersAside;
import dev.onrush.runner.worker.WarmUp;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A worker's engine in the open model, warmed up as a worker is and with a cut each second, and when each request was due and written. Arguments:
 * plan (its tasks have one request each), target, arrivals per second, users at most, seconds, where to write pairs of due and written, eight bytes each, little-endian, of
 * {@link System#nanoTime}. {@code runner-image/benchmarks/starts.py} starts it.
 */
public final class StartErrorBenchmark {
    private static final double SPARE = 1.05;

    private static final Duration PRACTICE = Duration.ofSeconds(8);

    /** As a worker of the command line. */
    private static final Duration COMPILE_FOR = Duration.ofSeconds(1);

    private StartErrorBenchmark() {}

    public static void main(String[] args) throws Exception {
        double rate = Double.parseDouble(args[2]);
        Duration length = Duration.ofSeconds(Long.parseLong(args[4]));
        PlanFiles plan =
                PlanFiles.of("benchmark", Map.of(PlanFiles.DEFAULT_ENTRY, Files.readAllBytes(Path.of(args[0]))), null);
        Vertx vertx = ClockedTransport.newVertx();
        try {
            WarmUp.run(vertx, Optional.of(plan)).await();
            Plan declared = PlanReader.read(plan);
            String userClass = declared.users().getFirst().name();
            int users = Integer.parseInt(args[3]);
            URI target = URI.create(args[1]);
            practise(vertx, traced(declared, rate, PRACTICE), target, arrivals(rate / 2, PRACTICE, users, userClass));
            TracedStarts traced = traced(declared, rate, length);
            LoadEngine engine = new LoadEngine(traced, target, 0, () -> {});
            vertx.deployVerticle(engine).await();
            engine.grant(Long.MAX_VALUE / 2);
            CompilersAside.whenAtRest(vertx, engine, Optional.of(declared.client()), COMPILE_FOR)
                    .await();
            drive(vertx, engine, arrivals(rate, length, users, userClass), length);
            write(traced.pairs(), Path.of(args[5]));
            System.out.println("missed " + traced.missed());
        } finally {
            vertx.close().await();
        }
    }

    private static TracedStarts traced(Plan plan, double rate, Duration length) {
        return new TracedStarts(new DeclaredUsers(plan), (int) (SPARE * rate * length.toSeconds()));
    }

    /** The classes of this benchmark are none that the AOT cache knows. As a worker's are, they are compiled before the compilers have what the load leaves. */
    private static void practise(Vertx vertx, UserKind users, URI target, ArrivalPlan plan) throws Exception {
        LoadEngine engine = new LoadEngine(users, target, 0, () -> {});
        String deployment = vertx.deployVerticle(engine).await();
        engine.grant(Long.MAX_VALUE / 2);
        drive(vertx, engine, plan, PRACTICE);
        vertx.undeploy(deployment).await();
    }

    private static ArrivalPlan arrivals(double rate, Duration length, int users, String userClass) {
        return new ArrivalPlan(
                RateCurve.constant(rate, length),
                false,
                users,
                Duration.ofSeconds(5),
                Map.of(userClass, 1),
                List.of(new ArrivalShare(0, 1, 0)));
    }

    private static void drive(Vertx vertx, LoadEngine engine, ArrivalPlan plan, Duration length) throws Exception {
        long origin = System.nanoTime() + Duration.ofMillis(500).toNanos();
        engine.begin(origin);
        engine.arrive(plan, origin).await();
        // As a worker reports: from another loop than the load's, which the loops see to.
        Context other = ((VertxInternal) vertx).createEventLoopContext();
        Promise<Long> reports = Promise.promise();
        other.runOnContext(_ -> reports.complete(vertx.setPeriodic(1_000, _ -> engine.cut())));
        Thread.sleep(length.plusMillis(500));
        vertx.cancelTimer(reports.future().await());
        engine.stopUsers(Duration.ofSeconds(5), 0).await();
    }

    private static void write(LongBuffer pairs, Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (pairs.hasRemaining()) {
                while (bytes.hasRemaining() && pairs.hasRemaining()) {
                    bytes.putLong(pairs.get());
                }
                bytes.flip();
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                bytes.clear();
            }
        }
    }
}
