package dev.onrush.runner.cli;

import dev.onrush.runner.sample.SampleTarget;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code onrush sample-target}: something to test. */
@Command(
        name = "sample-target",
        mixinStandardHelpOptions = true,
        description =
                "Serve a small shop over HTTP: /products, /products/{id}, /login, /cart; /stats counts what was served.")
final class SampleTargetCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The port, 0 for any (default: 8080).")
    private int port;

    @Option(
            names = "--bind-host",
            paramLabel = "HOST",
            defaultValue = "0.0.0.0",
            description = "The address (default: 0.0.0.0).")
    private String host;

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx();
        SampleTarget target = new SampleTarget(host, port);
        Blocking.deploy(vertx, target);
        System.out.println("serving on port " + target.port());
        CountDownLatch stopped = new CountDownLatch(1);
        Interrupts interrupts = Interrupts.onSignal(stopped::countDown, Duration.ofSeconds(5));
        stopped.await();
        vertx.close().await();
        return interrupts.finished(ExitCodes.PASSED);
    }
}
