package dev.onrush.runner.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the target takes a TCP connection from here. A test that is applied together with what it tests would otherwise begin
 * while the target's Service has no endpoint yet, and its first users would measure that. It is a courtesy and no verdict: a test of a
 * target that is down is a test too, so that after a while the run begins anyway.
 */
public final class TargetCheck {
    private static final Logger LOG = LoggerFactory.getLogger(TargetCheck.class);
    private static final long RETRY_MILLIS = 250;

    /** Enough for a first SYN that went nowhere, which the kernel sends again after a second. */
    private static final int ATTEMPT_MILLIS = 3_000;

    /** Nothing has to be scheduled or routed on the machine itself. */
    private static final Duration LONGEST_ON_LOOPBACK = Duration.ofSeconds(5);

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int MAX_REASON = 200;

    private final Vertx vertx;
    private final String host;
    private final int port;
    private final NetClient client;
    private final long deadline;
    private final Consumer<String> waiting;
    private final Promise<Void> done = Promise.promise();

    private TargetCheck(Vertx vertx, URI target, Duration longest, Consumer<String> waiting) {
        this.vertx = vertx;
        this.host = bare(target.getHost());
        this.port = port(target);
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(ATTEMPT_MILLIS));
        Duration wait = isLoopback(host) && longest.compareTo(LONGEST_ON_LOOPBACK) > 0 ? LONGEST_ON_LOOPBACK : longest;
        this.deadline = System.nanoTime() + wait.toNanos();
        this.waiting = waiting;
    }

    /**
     * Completes when the target takes a connection or the time is over, whichever is first; never fails.
     *
     * @param longest zero does not look at all
     * @param waiting told what is waited for after each attempt in vain
     */
    public static Future<Void> await(Vertx vertx, URI target, Duration longest, Consumer<String> waiting) {
        if (longest.isZero() || longest.isNegative() || target.getHost() == null) {
            return Future.succeededFuture();
        }
        TargetCheck check = new TargetCheck(vertx, target, longest, waiting);
        check.attempt();
        return check.done.future().onComplete(_ -> check.client.close());
    }

    private void attempt() {
        client.connect(port, host).onComplete(connected -> {
            if (connected.succeeded()) {
                connected.result().close();
                done.complete();
            } else {
                inVain(connected.cause());
            }
        });
    }

    private void inVain(Throwable cause) {
        String text = "the target at " + host + ":" + port + " takes no connection: " + reason(cause);
        if (System.nanoTime() >= deadline) {
            LOG.warn("{}; the test begins all the same", text);
            done.complete();
        } else {
            waiting.accept(text);
            vertx.setTimer(RETRY_MILLIS, _ -> attempt());
        }
    }

    private static String reason(Throwable cause) {
        String text = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON - 1) + "…";
    }

    private static int port(URI target) {
        if (target.getPort() != -1) {
            return target.getPort();
        }
        return "https".equalsIgnoreCase(target.getScheme()) ? HTTPS : HTTP;
    }

    /** An IPv6 address without its brackets. */
    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }
}
