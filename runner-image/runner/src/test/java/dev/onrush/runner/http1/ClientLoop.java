package dev.onrush.runner.http1;

import dev.onrush.runner.http.ClientSettings;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.loop.OnLoop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

/** A client on a loop of its own, used from a test's thread. */
final class ClientLoop implements AutoCloseable {
    /** A request for whatever is there. */
    static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private final Vertx vertx = ClockedTransport.newVertx();
    private final Context context = ((VertxInternal) vertx).createEventLoopContext();
    private final Http1Client client;

    ClientLoop(OptionalInt sharedConnections) {
        client = on(() -> new Http1Client(vertx, context, ClientSettings.shared(sharedConnections)));
    }

    /** @param channels what its connections are made of */
    ClientLoop(ChannelFactory<Channel> channels) {
        client = on(() -> new Http1Client(vertx, context, ClientSettings.DEFAULT, channels));
    }

    /** Does something on the loop and waits for it. */
    <T> T on(Callable<T> action) {
        return OnLoop.of(context, action);
    }

    Origin origin(URI uri) {
        Origin origin = on(() -> client.origin(uri));
        Future<Void> resolved = on(client::resolve);
        resolved.await();
        return origin;
    }

    void send(Caller caller, Origin origin, String request, Duration timeout) {
        on(() -> {
            sendHere(caller, origin, request, timeout);
            return null;
        });
    }

    /** On the loop only. */
    void sendHere(Caller caller, Origin origin, String request, Duration timeout) {
        Octets bytes = new Octets(16);
        bytes.append(request);
        Answers expects = new Answers(request.startsWith("HEAD"), false, true);
        client.send(caller, origin, bytes, expects, System.nanoTime() + timeout.toNanos());
    }

    /** Sends and waits for the end. */
    String call(Caller caller, Origin origin, String request) {
        send(caller, origin, request, Duration.ofSeconds(15));
        return caller.outcome();
    }

    void leave(Caller caller) {
        on(() -> {
            client.leave(caller);
            return null;
        });
    }

    void cancel(Caller caller) {
        on(() -> {
            client.cancel(caller);
            return null;
        });
    }

    @Override
    public void close() {
        on(() -> {
            client.close();
            return null;
        });
        vertx.close().await();
    }
}
