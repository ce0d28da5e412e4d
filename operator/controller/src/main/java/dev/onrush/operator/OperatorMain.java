package dev.onrush.operator;

import dev.onrush.operator.loadtest.Settings;
import dev.onrush.operator.observe.HttpMasterClient;
import io.javaoperatorsdk.operator.Operator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the operator and leaves it running. */
public final class OperatorMain {
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);
    private static final int CANNOT_START = 1;
    private static final int BAD_CONFIGURATION = 2;

    private OperatorMain() {}

    public static void main(String[] args) throws IOException {
        Logger log = LoggerFactory.getLogger(OperatorMain.class);
        OperatorConfig config;
        try {
            config = OperatorConfig.parse(System.getenv());
        } catch (IllegalArgumentException e) {
            log.error(e.getMessage());
            System.exit(BAD_CONFIGURATION);
            return;
        }
        Operator operator = LoadTestOperator.create(
                LoadTestOperator.client().build(),
                new HttpMasterClient(config.masterPort()),
                Settings.of(config.runnerImage()),
                config.namespaces(),
                config.leaderElection());
        AtomicBoolean started = new AtomicBoolean();
        HealthServer health = new HealthServer(
                config.healthPort(),
                () -> !started.get() || operator.getRuntimeInfo().allEventSourcesAreHealthy(),
                started::get);
        operator.installShutdownHook(SHUTDOWN);
        try {
            // Does not wait to become the leader: an instance in reserve is ready too.
            operator.start();
        } catch (RuntimeException | Error e) {
            // The probes' threads would keep the process, healthy to look at, from ever being started again.
            log.error("cannot start", e);
            System.exit(CANNOT_START);
        }
        started.set(true);
        log.info(
                "started in {} ms, watching {}, probes on port {}",
                ManagementFactory.getRuntimeMXBean().getUptime(),
                config.namespaces().isEmpty() ? "all namespaces" : config.namespaces(),
                health.port());
    }
}
