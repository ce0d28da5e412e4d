package dev.onrush.runner.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.report.RunState;
import dev.onrush.runner.code.JavaPlans;
import dev.onrush.runner.wire.FrameProxy;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plan's messages arrive once and in order, however often the connections break. */
@Timeout(120)
class MessagesOverABrokenNetworkTest {
    private static final int MESSAGES = 150;

    private final Trace trace = new Trace();
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        trace.close();
        vertx.close().await();
    }

    /** Each worker sends numbers up, and gets each of them back. */
    private PlanFiles plan() {
        return JavaPlans.shop(trace.method() + """
                public void define(PlanBuilder plan) {
                    plan.user("A", HttpUser::new).waitTime(WaitTime.constant(Duration.ofMillis(50)))
                        .task("t", user -> user.client().get("/products"));
                    plan.events().init(environment -> {
                        if (environment.role() == Role.MASTER) {
                            environment.registerMessage("up", Integer[].class, (e, m) -> {
                                trace("up " + m.data()[0] + " " + m.data()[1]);
                                e.sendMessage("down", m.data()[1], m.sender());
                            });
                        } else {
                            environment.registerMessage("down", Integer.class,
                                (e, m) -> trace("down " + e.workerIndex() + " " + m.data()));
                        }
                    });
                    plan.events().testStart(environment -> {
                        if (environment.role() == Role.WORKER) {
                            Thread.startVirtualThread(() -> send(environment));
                        }
                    });
                }

                static void send(Environment environment) {
                    try {
                        for (int i = 0; i < %d; i++) {
                            environment.sendMessage("up", new int[] {environment.workerIndex(), i});
                            Thread.sleep(20);
                        }
                    } catch (InterruptedException e) {
                        trace("interrupted");
                    }
                }
                """.formatted(MESSAGES));
    }

    @Test
    void eachMessageArrivesOnceAndInOrder() throws Exception {
        AtomicReference<FrameProxy> proxy = new AtomicReference<>();
        AtomicInteger cuts = new AtomicInteger();
        try (JavaRun run = JavaRun.through(
                port -> {
                    if (proxy.get() == null) {
                        proxy.set(new FrameProxy(vertx, port, List::of, List::of));
                    }
                    return proxy.get().port();
                },
                plan(),
                4,
                Duration.ofSeconds(8))) {
            vertx.setPeriodic(900, _ -> {
                cuts.incrementAndGet();
                proxy.get().cut();
            });
            assertEquals(RunState.Finished, run.summary().state());
            assertTrue(cuts.get() >= 5, "connections were cut: " + cuts);
            assertEquals(
                    run.target.requests(),
                    run.master.summary().await().results().requests());
        }
        for (int worker = 0; worker < 2; worker++) {
            for (String way : List.of("up ", "down ")) {
                String prefix = way + worker + " ";
                assertEquals(
                        IntStream.range(0, MESSAGES).mapToObj(i -> prefix + i).toList(),
                        trace.lines().stream()
                                .filter(line -> line.startsWith(prefix))
                                .toList());
            }
        }
    }
}
