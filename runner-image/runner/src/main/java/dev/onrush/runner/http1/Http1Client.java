package dev.onrush.runner.http1;

import dev.onrush.runner.http.ClientSettings;
import dev.onrush.runner.http.ClientTls;
import dev.onrush.runner.http.Failure;
import dev.onrush.runner.http.Hosts;
import dev.onrush.runner.loop.LoopTimers;
import dev.onrush.runner.loop.PollClock;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Sends requests and waits for answers on one event loop. Used on that loop only. */
public final class Http1Client {
    /** The time between two moments at which it wakens exchanges. */
    public static final long TICK_NANOS = Wheel.TICK_NANOS;

    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final PollClock clock;
    private final WheelAlarm alarm;
    private final ClientTls tls;
    private final OptionalInt sharedConnections;
    private final Hosts hosts;
    private final List<Origin> origins = new ArrayList<>();
    private final ReceiveBuffer receiveBuffer = new ReceiveBuffer();
    private final SendBuffer sendBuffer = new SendBuffer();
    private final Octets withCookies = new Octets(1_024);
    private final byte[] incoming = new byte[ReceiveBuffer.SIZE];

    /**
     * @param context an event loop's
     * @param settings of which this client has no use for HTTP/2
     */
    public Http1Client(Vertx vertx, Context context, ClientSettings settings) {
        this(vertx, context, settings, ((VertxInternal) vertx).transport().channelFactory(false));
    }

    /** @param channels what makes channels, each of which holds a descriptor */
    Http1Client(Vertx vertx, Context context, ClientSettings settings, ChannelFactory<? extends Channel> channels) {
        this.loop = ((ContextInternal) context).nettyEventLoop();
        this.clock = PollClock.of(loop);
        this.alarm = new WheelAlarm(context);
        context.runOnContext(_ -> LoopTimers.alarm(context, alarm));
        this.sharedConnections = settings.sharedConnections();
        this.tls = new ClientTls(settings.tls());
        this.hosts = new Hosts(vertx, settings.lookUpEvery());
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(channels)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT);
    }

    /** The origin of a URL; the same one each time. */
    public Origin origin(URI url) {
        for (Origin known : origins) {
            if (known.is(url)) {
                return known;
            }
        }
        SharedConnections shared =
                sharedConnections.isEmpty() ? null : new SharedConnections(sharedConnections.getAsInt());
        Origin origin = new Origin(origins.size(), url, shared);
        origins.add(origin);
        return origin;
    }

    /** Looks up the addresses of all origins, now and again as time passes. Completes after the first time and never fails. */
    public Future<Void> resolve() {
        return Future.join(origins.stream().map(this::resolve).toList()).transform(_ -> Future.succeededFuture());
    }

    /** The same for one that came later. */
    Future<Void> resolve(Origin origin) {
        return hosts.lookedUp(origin.host()).onComplete(_ -> origin.lookedUp());
    }

    /**
     * Sends a request; the exchange is told how it ends.
     *
     * @param request the whole request, which may be changed once this returns
     * @param deadline when the request has failed, of {@link System#nanoTime}
     */
    public void send(Exchange exchange, Origin origin, Octets request, Answers expects, long deadline) {
        exchange.begin();
        alarm.set(exchange, deadline);
        boolean cookies = exchange.cookies != null && exchange.cookies.insert(origin, request, withCookies);
        Octets bytes = cookies ? withCookies : request;
        Connection free = origin.shared() == null
                ? own(exchange, origin)
                : origin.shared().take();
        if (free != null) {
            free.carry(exchange, bytes.array(), bytes.length(), expects);
            return;
        }
        exchange.pending = new Pending(exchange, bytes.toBytes(), expects);
        if (origin.shared() != null && !origin.shared().hasRoom()) {
            origin.shared().waits(exchange.pending);
        } else {
            connect(exchange, origin);
        }
    }

    /** Ends a request that is in flight, or a wait; nobody is told. */
    public void cancel(Exchange exchange) {
        alarm.remove(exchange);
        if (exchange.isInFlight()) {
            exchange.end();
        }
    }

    /** Ends whatever the exchange does, and closes its own connections. */
    public void leave(Exchange exchange) {
        cancel(exchange);
        if (exchange.connections != null) {
            for (Connection connection : exchange.connections) {
                if (connection != null) {
                    connection.close();
                }
            }
            exchange.connections = null;
        }
    }

    /**
     * Wakens an exchange that has no request in flight at a time, of {@link System#nanoTime}.
     *
     * @return the moment for which it is set: the client knows one in each {@link #TICK_NANOS}, and takes the first from then on
     */
    public long waken(Exchange exchange, long at) {
        return alarm.set(exchange, at);
    }

    /** Wakens at once whoever should have been woken by now, and ends what has taken too long. */
    public void wakenDue(long now) {
        alarm.catchUp(now);
    }

    /** Closes what is shared. Exchanges must have left. */
    public void close() {
        alarm.end();
        hosts.stop();
        origins.forEach(origin -> {
            if (origin.shared() != null) {
                origin.shared().closeIdle();
            }
        });
        receiveBuffer.release();
        sendBuffer.release();
    }

    /** Since when what the loop notices now may have been there, at the earliest. */
    long readableAfter() {
        return clock.readableAfter();
    }

    /** For bytes that arrive, one connection after the other. */
    byte[] incoming() {
        return incoming;
    }

    ByteBuf outgoing(byte[] bytes, int length, Origin origin, ByteBufAllocator allocator) {
        // TLS may hold a buffer for longer than a write takes.
        return origin.tls()
                ? allocator.directBuffer(length).writeBytes(bytes, 0, length)
                : sendBuffer.filledWith(bytes, length, allocator);
    }

    /** An exchange's request is over, and its connection knows it. */
    void ended(Exchange exchange) {
        alarm.remove(exchange);
        exchange.carrier = null;
        exchange.end();
    }

    /** A shared connection carries nothing now. */
    void free(Connection connection, Origin origin) {
        Pending waiting = origin.shared().nextInLine();
        if (waiting == null) {
            origin.shared().free(connection);
        } else {
            waiting.exchange.pending = null;
            connection.carryLate(waiting);
        }
    }

    /** A connection is no more; if somebody waits for a shared one, another is opened. */
    void closed(Origin origin) {
        SharedConnections shared = origin.shared();
        if (shared != null) {
            shared.closed();
            Pending waiting = shared.nextInLine();
            if (waiting != null) {
                connect(waiting.exchange, origin);
            }
        }
    }

    private Connection own(Exchange exchange, Origin origin) {
        if (exchange.connections == null) {
            exchange.connections = new Connection[origins.size()];
        } else if (exchange.connections.length <= origin.number()) {
            exchange.connections = Arrays.copyOf(exchange.connections, origins.size());
        }
        Connection own = exchange.connections[origin.number()];
        return own == null || own.isClosed() ? null : own;
    }

    /** Whose TLS session a new connection resumes: that of the user's last one, or of those that all users share. */
    private int sessionKey(Exchange exchange, Origin origin) {
        if (!origin.tls()) {
            return 0;
        }
        if (origin.shared() != null) {
            return tls.keyAfter(origin.port());
        }
        Connection last = exchange.connections[origin.number()];
        return last == null ? tls.newKey() : tls.keyAfter(last.sessionKey());
    }

    private SslHandler handshake(Channel channel, Connection connection) {
        return tls.context().newHandler(channel.alloc(), connection.origin().host(), connection.sessionKey());
    }

    private void connect(Exchange exchange, Origin origin) {
        Connection connection = new Connection(this, origin, exchange, sessionKey(exchange, origin));
        exchange.carrier = connection;
        if (origin.shared() == null) {
            exchange.connections[origin.number()] = connection;
        } else {
            origin.shared().opened();
        }
        InetAddress address = hosts.next(origin.host());
        if (address == null) {
            // Later, so that whoever sends is never told of the end before it has begun.
            loop.execute(() -> connection.notConnected(Failure.UNKNOWN_HOST));
            return;
        }
        Bootstrap toOrigin = bootstrap.clone();
        if (origin.tls()) {
            toOrigin.handler(new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(handshake(channel, connection), connection);
                }
            });
        } else {
            toOrigin.option(ChannelOption.RECVBUF_ALLOCATOR, receiveBuffer).handler(connection);
        }
        toOrigin.connect(new InetSocketAddress(address, origin.port())).addListener(connected -> {
            if (!connected.isSuccess()) {
                // A channel that cannot even be made, for want of a descriptor, belongs to no loop: Netty tells of it
                // elsewhere.
                loop.execute(() -> connection.notConnected(Failures.of(connected.cause())));
            }
        });
    }
}
