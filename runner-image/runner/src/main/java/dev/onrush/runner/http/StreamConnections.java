package dev.onrush.runner.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.impl.HttpClientConnection;
import io.vertx.core.http.impl.HttpClientRequestImpl;
import io.vertx.core.http.impl.HttpClientStream;
import io.vertx.core.http.impl.UnpooledHttpClientConnection;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.HostAndPort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * HTTP/2 connections of the Vert.x client, as few as requests need: one takes a free stream of a connection that stands. Where there is none
 * it waits, and another connection is made only when more wait than those on their way can take. The client's own pool makes one
 * for each request that comes before the first stands. Used on one loop.
 */
final class StreamConnections implements Connections {
    private final VertxInternal vertx;
    private final HttpClientAgent client;
    private final Deadlines deadlines;
    private final int most;
    private final int streams;
    private final Map<ConnectionKey, Lane> lanes = new HashMap<>();

    /**
     * @param client which makes connections, of no more than these streams
     * @param deadlines for those who wait
     * @param most connections that there may be to one address
     * @param streams of a connection, unless the target allows fewer
     */
    StreamConnections(VertxInternal vertx, HttpClientAgent client, Deadlines deadlines, int most, int streams) {
        this.vertx = vertx;
        this.client = client;
        this.deadlines = deadlines;
        this.most = most;
        this.streams = streams;
    }

    @Override
    public Future<HttpClientRequest> request(RequestOptions options) {
        Lane lane = lanes.computeIfAbsent(ConnectionKey.of(options), Lane::new);
        ContextInternal context = vertx.getOrCreateContext();
        Busy free = lane.waiting.isEmpty() ? lane.free() : null;
        return free == null ? lane.await(context, options) : free.request(context, options);
    }

    /** Connections to one address, and who waits for a stream of one. */
    private final class Lane {
        private final ConnectionKey key;
        private final HostAndPort authority;
        private final List<Busy> open = new ArrayList<>();
        private final LinkedHashSet<Waiting> waiting = new LinkedHashSet<>();
        private int making;
        /** What is expected of a connection that is on its way. */
        private long expected = streams;

        Lane(ConnectionKey key) {
            this.key = key;
            this.authority = key.authority();
        }

        /** Null when no stream is free. */
        Busy free() {
            for (Busy one : open) {
                if (one.hasRoom()) {
                    return one;
                }
            }
            return null;
        }

        Future<HttpClientRequest> await(ContextInternal context, RequestOptions options) {
            Waiting one = new Waiting(this, context, options);
            waiting.add(one);
            deadlines.set(one, Math.max(1, options.getConnectTimeout()));
            connect();
            return one.promise.future();
        }

        /** As many more as those who wait need beside those on their way. */
        private void connect() {
            while (waiting.size() > making * expected && open.size() + making < most) {
                making++;
                client.connect(key.options()).onComplete((made, cause) -> {
                    making--;
                    if (cause == null) {
                        stands(((UnpooledHttpClientConnection) made).unwrap());
                    } else {
                        failed(cause);
                    }
                });
            }
        }

        private void stands(HttpClientConnection connection) {
            Busy made = new Busy(this, connection);
            Wire.watch(connection);
            connection.evictionHandler(_ -> ended(made));
            connection.concurrencyChangeHandler(_ -> serve());
            open.add(made);
            expected = Math.max(1, connection.concurrency());
            serve();
        }

        /** Those whom it would have taken get what became of it. */
        private void failed(Throwable cause) {
            // Who asks again as soon as it is told waits for another one.
            for (long left = Math.min(expected, waiting.size()); left > 0; left--) {
                next().promise.fail(cause);
            }
            settle();
        }

        private Waiting next() {
            Waiting first = waiting.removeFirst();
            deadlines.remove(first);
            return first;
        }

        /** Whoever waits has the streams that are free. */
        private void serve() {
            Busy free;
            while (!waiting.isEmpty() && (free = free()) != null) {
                Waiting first = next();
                free.request(first.context, first.options).onComplete(first.promise);
            }
            settle();
        }

        private void settle() {
            connect();
            if (open.isEmpty() && making == 0 && waiting.isEmpty()) {
                lanes.remove(key, this);
            }
        }

        private void ended(Busy connection) {
            open.remove(connection);
            serve();
        }
    }

    /** A connection and how many of its streams are taken. */
    private static final class Busy {
        private final Lane lane;
        private final HttpClientConnection connection;
        private long taken;

        Busy(Lane lane, HttpClientConnection connection) {
            this.lane = lane;
            this.connection = connection;
        }

        boolean hasRoom() {
            return taken < connection.concurrency();
        }

        Future<HttpClientRequest> request(ContextInternal context, RequestOptions options) {
            taken++;
            return connection
                    .createStream(context)
                    .map(stream -> on(stream, options))
                    .onFailure(_ -> freed());
        }

        private HttpClientRequest on(HttpClientStream stream, RequestOptions options) {
            HttpClientRequestImpl request = new HttpClientRequestImpl(lane.authority, connection, stream);
            request.init(options);
            stream.closeHandler(_ -> freed());
            return request;
        }

        private void freed() {
            taken--;
            lane.serve();
        }
    }

    /** A request that waits for a stream. */
    private static final class Waiting extends Deadlines.Deadline {
        private final Lane lane;
        private final ContextInternal context;
        private final RequestOptions options;
        private final Promise<HttpClientRequest> promise;

        Waiting(Lane lane, ContextInternal context, RequestOptions options) {
            this.lane = lane;
            this.context = context;
            this.options = options;
            this.promise = context.promise();
        }

        @Override
        void missed() {
            lane.waiting.remove(this);
            promise.fail(new TimeoutException("no stream was free in time"));
        }
    }
}
