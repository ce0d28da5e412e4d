package dev.onrush.runner.wire;

import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.stats.SampleDeltas;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays many workers towards a {@link MasterBenchmark} in another process. Arguments: port, token, plan's hash, workers, request names, requests for
 * each name and report and, where they are to be played as fast as that goes, seconds. Ends with the run.
 */
public final class PlayedWorkers {
    private static final int AT_ONCE = 20;
    private static final int VARIANTS = 16;

    private PlayedWorkers() {}

    public static void main(String[] args) {
        int count = Integer.parseInt(args[3]);
        PlayedReports reports =
                new PlayedReports(SampleDeltas.of(Integer.parseInt(args[4]), Integer.parseInt(args[5]), VARIANTS));
        Vertx vertx = ClockedTransport.newVertx();
        vertx.getOrCreateContext().runOnContext(_ -> play(vertx, args, count, reports));
    }

    private static void play(Vertx vertx, String[] args, int count, PlayedReports reports) {
        NetClient client = vertx.createNetClient(new NetClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setHostnameVerificationAlgorithm("")
                .setTcpNoDelay(true));
        PlayedWorker.Master master =
                new PlayedWorker.Master(client, "127.0.0.1", Integer.parseInt(args[0]), args[1], args[2]);
        List<PlayedWorker> workers = new ArrayList<>();
        AtomicInteger next = new AtomicInteger();
        Runnable another = () -> {
            if (next.get() < count) {
                workers.get(next.getAndIncrement()).connect();
            }
        };
        for (int i = 0; i < count; i++) {
            workers.add(new PlayedWorker(vertx, master, i, reports, another));
        }
        if (args.length > 6) {
            PlayedHour hour = new PlayedHour(Long.parseLong(args[6]), workers);
            workers.forEach(worker -> worker.play(hour));
        }
        for (int i = 0; i < Math.min(AT_ONCE, count); i++) {
            another.run();
        }
        vertx.setPeriodic(100, _ -> {
            // The master may be gone before its last acknowledgement is here.
            if (workers.stream().allMatch(worker -> worker.lastWritten() > 0)) {
                System.out.println("reports "
                        + workers.stream().mapToLong(PlayedWorker::sent).sum());
                System.out.println("last "
                        + workers.stream()
                                .mapToLong(PlayedWorker::lastWritten)
                                .max()
                                .orElseThrow());
                PlayedStart.print(workers.stream().map(PlayedWorker::start).toList());
                System.exit(0);
            }
        });
    }
}
