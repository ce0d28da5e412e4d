package dev.onrush.runner.http;

import io.vertx.core.Future;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.impl.HttpClientConnection;
import io.vertx.core.http.impl.HttpClientRequestImpl;
import io.vertx.core.http.impl.HttpClientStream;
import io.vertx.core.http.impl.UnpooledHttpClientConnection;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.Address;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/**
 * HTTP/1.1 connections of the Vert.x client, as many as requests need: a request takes the one that was idle for the shortest time, and
 * makes one where none is. The client's own pool does this for any thread and looks at all connections for each request. Used on
 * one loop.
 */
final class KeptConnections {
    private final VertxInternal vertx;
    private final HttpClientAgent client;
    private final int most;
    private final Map<Key, Lane> lanes = new HashMap<>();
    private Lane latest;

    /** What connections have in common that can stand for each other. */
    private record Key(boolean tls, String host, int port, Address server) {
        boolean is(boolean otherTls, String otherHost, int otherPort, Address otherServer) {
            return tls == otherTls && port == otherPort && host.equals(otherHost) && server.equals(otherServer);
        }
    }

    /**
     * @param client which makes connections
     * @param most that there may be to one address, and more than requests ever need
     */
    KeptConnections(VertxInternal vertx, HttpClientAgent client, int most) {
        this.vertx = vertx;
        this.client = client;
        this.most = most;
    }

    /** A request that is ready to be sent. @param options with host, port and server */
    Future<HttpClientRequest> request(RequestOptions options) {
        ContextInternal context = vertx.getOrCreateContext();
        boolean tls = Boolean.TRUE.equals(options.isSsl());
        Lane lane = lane(tls, options.getHost(), options.getPort(), options.getServer());
        Kept idle = lane.takeIdle();
        return idle == null
                ? lane.connect().compose(made -> made.request(context, options))
                : idle.request(context, options);
    }

    private Lane lane(boolean tls, String host, int port, Address server) {
        if (latest == null || !latest.key.is(tls, host, port, server)) {
            latest = lanes.computeIfAbsent(new Key(tls, host, port, server), Lane::new);
        }
        return latest;
    }

    /** Connections to one address. */
    private final class Lane {
        private final Key key;
        private final HostAndPort authority;
        private final LinkedHashSet<Kept> idle = new LinkedHashSet<>();
        private int open;

        Lane(Key key) {
            this.key = key;
            String host = key.host.endsWith(".") ? key.host.substring(0, key.host.length() - 1) : key.host;
            this.authority = HostAndPort.create(host, key.port);
        }

        /** Null when there is none. */
        Kept takeIdle() {
            while (!idle.isEmpty()) {
                Kept last = idle.removeLast();
                if (last.connection.isValid()) {
                    return last;
                }
                // The target had said for how long it would keep it.
                last.connection.close();
            }
            return null;
        }

        Future<Kept> connect() {
            if (open >= most) {
                return Future.failedFuture(new ConnectionPoolTooBusyException("more than " + most + " connections"));
            }
            open++;
            lanes.put(key, this);
            HttpConnectOptions options = new HttpConnectOptions()
                    .setServer((SocketAddress) key.server)
                    .setHost(authority.host())
                    .setPort(authority.port())
                    .setSsl(key.tls);
            return client.connect(options).map(this::made).onFailure(_ -> gone());
        }

        private Kept made(io.vertx.core.http.HttpClientConnection connection) {
            HttpClientConnection itself = ((UnpooledHttpClientConnection) connection).unwrap();
            Kept kept = new Kept(this, itself);
            Wire.watch(itself);
            itself.evictionHandler(_ -> kept.ended());
            return kept;
        }

        /** One connection less. */
        void gone() {
            open--;
            if (open == 0) {
                lanes.remove(key);
                latest = latest == this ? null : latest;
            }
        }
    }

    /** A connection. */
    private static final class Kept {
        private final Lane lane;
        private final HttpClientConnection connection;
        private boolean over;

        Kept(Lane lane, HttpClientConnection connection) {
            this.lane = lane;
            this.connection = connection;
        }

        Future<HttpClientRequest> request(ContextInternal context, RequestOptions options) {
            Future<HttpClientStream> stream = connection.createStream(context);
            return stream.succeeded()
                    ? context.succeededFuture(on(stream.result(), options))
                    : stream.map(later -> on(later, options));
        }

        private HttpClientRequest on(HttpClientStream stream, RequestOptions options) {
            HttpClientRequestImpl request = new HttpClientRequestImpl(lane.authority, connection, stream);
            request.init(options);
            stream.closeHandler(_ -> free());
            return request;
        }

        /** Its request is over. */
        private void free() {
            if (!over) {
                lane.idle.add(this);
            }
        }

        /** It takes no other request. */
        private void ended() {
            over = true;
            lane.idle.remove(this);
            lane.gone();
        }
    }
}
