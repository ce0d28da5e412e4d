package dev.onrush.runner.http;

import dev.onrush.contract.plan.Request.Method;
import dev.onrush.runner.http1.FastUsers;
import dev.onrush.runner.loop.ClockedTransport;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One user of either client on a loop of its own, used from a test's thread. */
final class ClientUnderTest implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Context context;
    private final HttpUsers users;
    private HttpUser user;

    ClientUnderTest(String client, URI target) throws HttpUser.RequestFailedException {
        this(ClockedTransport.newVertx(), client, target, ClientSettings.DEFAULT);
    }

    /** @param vertx closed with it */
    ClientUnderTest(Vertx vertx, String client, URI target, ClientSettings settings)
            throws HttpUser.RequestFailedException {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        users = on(() -> {
            if (client.equals("full")) {
                return Future.succeededFuture(new WebClientUsers(vertx, target, settings));
            }
            FastUsers fast = new FastUsers(vertx, context, target, settings);
            return fast.ready().map(fast);
        });
    }

    /** Does something on the loop. */
    private interface Step<T> {
        Future<T> start();
    }

    private <T> T on(Step<? extends T> step) throws HttpUser.RequestFailedException {
        Promise<T> promise = Promise.promise();
        context.runOnContext(_ -> step.start().<T>map(done -> done).onComplete(promise));
        try {
            return promise.future().await(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("it never ended", e);
        }
    }

    /** The status, or why there is none. */
    String get(String url) {
        return get(url, TIMEOUT, false);
    }

    String get(String url, Duration timeout, boolean keepsBody) {
        return outcome(new RenderedRequest(Method.GET, url, Map.of(), null, timeout, keepsBody));
    }

    String outcome(RenderedRequest request) {
        try {
            return on(() -> {
                                if (user == null) {
                                    user = users.newUser();
                                }
                                return user.send(request);
                            })
                            .status()
                    + "";
        } catch (HttpUser.RequestFailedException e) {
            return e.getMessage();
        }
    }

    /** From here on another user sends. */
    void nextUser() {
        user = null;
    }

    /** So many users' requests at once: how often each outcome came. */
    Map<String, Integer> together(int count, String url) throws HttpUser.RequestFailedException {
        RenderedRequest request = new RenderedRequest(Method.GET, url, Map.of(), null, TIMEOUT, false);
        List<Future<Response>> answers = new ArrayList<>();
        on(() -> {
            for (int i = 0; i < count; i++) {
                answers.add(users.newUser().send(request));
            }
            return Future.join(answers).transform(_ -> Future.succeededFuture());
        });
        Map<String, Integer> outcomes = new HashMap<>();
        answers.forEach(answer -> outcomes.merge(
                answer.succeeded()
                        ? answer.result().status() + ""
                        : answer.cause().getMessage(),
                1,
                Integer::sum));
        return outcomes;
    }

    @Override
    public void close() throws HttpUser.RequestFailedException {
        on(() -> {
            if (user != null) {
                user.close();
            }
            users.close();
            return Future.succeededFuture();
        });
        vertx.close().await();
    }
}
