package dev.onrush.runner.worker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.runner.bus.ClientCredentials;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.Token;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker looks for its master, which closes each connection at once. */
class EnrolmentTest {
    private static final int ATTEMPTS = 5;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void whoeverAsksForAConnectionMeanwhileMakesNoMoreAttempts() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger attempts = new AtomicInteger();
        Promise<Integer> done = Promise.promise();
        NetServer master = vertx.createNetServer()
                .connectHandler(socket -> {
                    if (attempts.incrementAndGet() == ATTEMPTS) {
                        done.complete(asked.get());
                    }
                    socket.close();
                })
                .listen(0, "127.0.0.1")
                .await();
        WorkerOptions options = options(master.actualPort());
        Context context = vertx.getOrCreateContext();
        context.runOnContext(_ -> {
            Enrolment enrolment = new Enrolment(vertx, options, new Nobody());
            enrolment.begin("0");
            // As heartbeats do.
            vertx.setPeriodic(5, _ -> {
                asked.incrementAndGet();
                enrolment.connect();
            });
        });
        int meanwhile = done.future().await(30, TimeUnit.SECONDS);
        assertTrue(meanwhile > 4 * ATTEMPTS, "each time it was asked for it was tried: " + meanwhile + " times");
    }

    private static WorkerOptions options(int port) throws InvalidInputException {
        PlanFiles plan = PlanFiles.of("test", Map.of("plan.yaml", "users: []".getBytes(StandardCharsets.UTF_8)), null);
        ClientCredentials credentials = ClientCredentials.plain(Token.random());
        return new WorkerOptions("127.0.0.1", port, credentials, plan, Duration.ofSeconds(60));
    }

    private static final class Nobody implements Enrolment.Listener {
        @Override
        public void registered(Messages.Registered now) {
            throw new AssertionError("nobody answered");
        }

        @Override
        public Messages.Member member() {
            return null;
        }

        @Override
        public void rejected(WorkerExit.Reason reason, String message) {
            throw new AssertionError(message);
        }
    }
}
