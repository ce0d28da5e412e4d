import dev.onrush.api.*;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** A protocol of one's own: its requests are counted, timed and judged as those of the HTTP client are. */
public final class Echo implements Plan {
    private Wire.Server server;

    @Override
    public void define(PlanBuilder plan) {
        // Each worker has a server of its own here; a real test would connect to environment.target().
        plan.events()
                .testStart(environment -> {
                    if (environment.runsUsers()) {
                        server = Wire.Server.start();
                    }
                })
                .testStop(environment -> {
                    if (server != null) {
                        server.close();
                    }
                });
        plan.user("Caller", context -> new Caller(context, server.port()))
                .waitTime(WaitTime.constantPacing(Duration.ofMillis(100)))
                .task("call", Caller::call);
    }

    static final class Caller extends User {
        private final Wire.Client client;

        Caller(UserContext context, int port) {
            super(context);
            try {
                client = new Wire.Client(port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void call() throws Exception {
            try (RequestTimer timer = requests().start("tcp", "echo")) {
                String answer = client.call("hello " + number());
                if (answer.equals("hello " + number())) {
                    timer.success(answer.length());
                } else {
                    timer.failure("another answer");
                }
            }
        }

        @Override
        public void onStop() throws IOException {
            client.close();
        }
    }
}
