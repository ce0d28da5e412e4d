package dev.onrush.runner.wire;

import com.sun.management.OperatingSystemMXBean;
import dev.onrush.contract.plan.PlanReader;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.master.MasterOptions;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * A master for {@link PlayedWorkers} in another process, over TLS: what it uses, printed. Arguments: workers, request names, seconds to warm up,
 * seconds to measure, seconds between two looks at the live set. {@code runner-image/benchmarks/master.py} starts both.
 */
public final class MasterBenchmark {
    private MasterBenchmark() {}

    public static void main(String[] args) throws Exception {
        int workers = Integer.parseInt(args[0]);
        MasterOptions options = BenchmarkRun.of(workers, Integer.parseInt(args[1]));
        Master master = new Master(options, PlanReader.read(options.plan()));
        Vertx vertx = ClockedTransport.newVertx();
        vertx.deployVerticle(master).await();
        System.out.println(BenchmarkRun.connection(master.port(), options));
        while (master.summary().await().state() == RunState.Starting) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        TimeUnit.SECONDS.sleep(Long.parseLong(args[2]));
        measure(master, Long.parseLong(args[3]), Long.parseLong(args[4]));
        master.requestStop("measured");
        RunSummary summary = master.finished().await(60, TimeUnit.SECONDS);
        System.out.println("finished " + System.nanoTime());
        System.out.println("result " + summary.state() + " " + summary.results().requests() + " "
                + summary.workers().missing());
        System.exit(0);
    }

    private static void measure(Master master, long seconds, long between) throws InterruptedException {
        long requests = master.summary().await().results().requests();
        long cpu = cpuNanos();
        long start = System.nanoTime();
        for (long left = seconds; left > 0; left -= between) {
            TimeUnit.SECONDS.sleep(Math.min(left, between));
            System.gc();
            System.out.println("live "
                    + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        long used = cpuNanos() - cpu;
        double took = System.nanoTime() - start;
        long more = master.summary().await().results().requests() - requests;
        System.out.printf("cores %.3f%nrequests/s %.0f%n", used / took, more * 1e9 / took);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
