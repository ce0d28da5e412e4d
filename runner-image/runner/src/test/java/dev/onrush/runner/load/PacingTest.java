package dev.onrush.runner.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.Plan;
import dev.onrush.runner.http.ClientSettings;
import dev.onrush.runner.http1.Http1Client;
import dev.onrush.runner.http1.ResponseParser;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.loop.PollClock;
import dev.onrush.runner.plan.Plans;
import dev.onrush.runner.program.PlanCompiler;
import dev.onrush.runner.program.RequestCode;
import dev.onrush.runner.program.UserCode;
import dev.onrush.runner.stats.Recorder;
import dev.onrush.runner.stats.RequestNames;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A user whose requests all end at once, and when each of them was due. */
class PacingTest {
    private static final URI TARGET = URI.create("http://127.0.0.1");

    /** No whole number of milliseconds, so that the grid's slots lie between the moments at which users are woken. */
    private static final long PACING = TimeUnit.SECONDS.toNanos(1) / 300;

    private static final String PLAN = """
            users:
              - name: Paced
                waitTime: {constantThroughput: 300}
                tasks: [{name: t, steps: [get: /]}]
            """;

    private final Vertx vertx = ClockedTransport.newVertx();
    private final Context context = ((VertxInternal) vertx).createEventLoopContext();

    /** @param due when the plan wanted it @param end when it was over */
    private record Request(long due, long end) {}

    /** Answers at once, from the loop, and tells of its requests when there were enough. */
    private final class Target implements Sender {
        private final List<Request> requests = new ArrayList<>();
        private final Promise<List<Request>> done = Promise.promise();

        @Override
        public void send(VirtualUser user, RequestCode request, long due) {
            context.runOnContext(_ -> {
                long now = System.nanoTime();
                requests.add(new Request(due, now));
                if (requests.size() == 300) {
                    done.complete(List.copyOf(requests));
                    user.stop();
                }
                user.goOn(null, 0, now, now);
            });
        }

        @Override
        public String judge(VirtualUser user, RequestCode request, ResponseParser answer) {
            return null;
        }

        @Override
        public long written(VirtualUser user) {
            return 0;
        }

        @Override
        public long held(VirtualUser user, long now) {
            return 0;
        }

        @Override
        public void leave(VirtualUser user) {}
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private List<Request> run() throws Exception {
        Plan plan = Plans.read(PLAN);
        Target target = new Target();
        context.runOnContext(_ -> user(plan, target).start());
        return target.done.future().await(60, TimeUnit.SECONDS);
    }

    private VirtualUser user(Plan plan, Sender sender) {
        RequestNames names = RequestNames.of(plan);
        StartGate gate = new StartGate(() -> {});
        gate.grant(Long.MAX_VALUE);
        LoadEnvironment load = new LoadEnvironment(
                vertx,
                context,
                PollClock.of(context),
                TARGET,
                new Recorder(names),
                gate,
                new InFlight(),
                RandomGenerator.getDefault());
        Http1Client client = new Http1Client(vertx, context, ClientSettings.of(plan));
        UserCode code = PlanCompiler.compile(plan, names, client, TARGET).getFirst();
        return new VirtualUser(1, code, new UserEnvironment(load, client), sender, _ -> {});
    }

    /** A user that is late is due when it is free, and its grid begins there anew; on a machine that does other things it may be. */
    @Test
    void requestsAreDueAtTheGridsSlotsWhicheverMomentsUsersAreWokenAt() throws Exception {
        List<Request> requests = run();
        long slot = requests.getFirst().due();
        int inTime = 0;
        for (int i = 1; i < requests.size(); i++) {
            long free = requests.get(i - 1).end();
            long due = requests.get(i).due();
            slot += PACING;
            if (free >= slot) {
                assertEquals(free, due, "request " + i + " is due when its user is free");
                slot = free;
            } else {
                assertTrue(
                        Math.abs(due - slot) < Http1Client.TICK_NANOS,
                        "request " + i + " is off its slot by " + (due - slot));
                assertTrue(due >= free, "request " + i + " is due before its user is free");
                inTime++;
            }
        }
        assertTrue(inTime > 0, "none was in time");
    }
}
