package dev.onrush.runner.http1;

import dev.onrush.runner.http.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.SocketAddress;

/** One connection, which carries one request at a time. Whatever goes wrong on it ends both the request and the connection. */
final class Connection extends ChannelDuplexHandler {
    private final Http1Client client;
    private final Origin origin;
    private final int sessionKey;
    private final ResponseParser parser = new ResponseParser();
    private ChannelHandlerContext context;
    private Exchange exchange;
    /** When the kernel had been asked to connect; 0 before. */
    private long asked;

    private boolean answeredBefore;
    private boolean closed;

    /**
     * @param exchange the request that it is opened for
     * @param sessionKey whose TLS session it resumes, of {@link dev.onrush.runner.http.ClientTls}
     */
    Connection(Http1Client client, Origin origin, Exchange exchange, int sessionKey) {
        this.sessionKey = sessionKey;
        this.client = client;
        this.origin = origin;
        this.exchange = exchange;
    }

    Origin origin() {
        return origin;
    }

    int sessionKey() {
        return sessionKey;
    }

    boolean isClosed() {
        return closed;
    }

    /** Known from before it stands, so that one which is given up until then does not go on being made. */
    @Override
    public void handlerAdded(ChannelHandlerContext channelContext) {
        context = channelContext;
    }

    /** Netty asks the kernel in a turn of its own, after whoever wanted the connection has gone on: that time is this generator's. */
    @Override
    public void connect(
            ChannelHandlerContext channelContext, SocketAddress remote, SocketAddress local, ChannelPromise promise) {
        channelContext.connect(remote, local, promise);
        asked = System.nanoTime();
    }

    /** The connection stands: what waits for it is sent. */
    @Override
    public void channelActive(ChannelHandlerContext ignored) {
        if (closed) {
            return;
        }
        Pending pending = exchange.pending;
        exchange.pending = null;
        // The connection stood unnoticed for as long as the loop did not ask; TLS goes on to shake hands, each step as
        // late as the loop.
        long since = origin.tls() ? pending.since : pending.heldSince(asked, client.readableAfter());
        writeLate(pending.bytes, pending.bytes.length, pending.expects, since);
    }

    /** Sends a request that waited for this connection, which is free. */
    void carryLate(Pending waited) {
        exchange = waited.exchange;
        exchange.carrier = this;
        writeLate(waited.bytes, waited.bytes.length, waited.expects, Math.max(waited.since, client.readableAfter()));
    }

    /** Sends a request on a connection that stands and is free. */
    void carry(Exchange next, byte[] bytes, int length, Answers expects) {
        exchange = next;
        next.carrier = this;
        if (origin.tls() || SendBuffer.isTooLong(length)) {
            writeLate(bytes, length, expects, System.nanoTime());
            return;
        }
        begin(expects);
        // Between this handler and the socket there is none, so that the way through the pipeline can be spared.
        Channel.Unsafe socket = context.channel().unsafe();
        socket.write(client.outgoing(bytes, length, origin, context.alloc()), context.voidPromise());
        socket.flush();
        ChannelOutboundBuffer left = socket.outboundBuffer();
        if (exchange == next && left != null && left.isEmpty()) {
            next.takenByKernel();
        }
    }

    private void begin(Answers expects) {
        parser.begin(expects.toHead(), expects.keepHead(), expects.keepBody());
        exchange.givenToConnection();
    }

    /** @param since since when only this generator may have kept the request from being written */
    private void writeLate(byte[] bytes, int length, Answers expects, long since) {
        begin(expects);
        Exchange writing = exchange;
        writing.late(since);
        context.writeAndFlush(client.outgoing(bytes, length, origin, context.alloc()))
                .addListener(written -> {
                    if (written.isSuccess() && exchange == writing) {
                        writing.takenByKernel();
                    } else if (!written.isSuccess()) {
                        exceptionCaught(context, written.cause());
                    }
                });
    }

    @Override
    public void channelRead(ChannelHandlerContext ignored, Object message) {
        ByteBuf in = (ByteBuf) message;
        long now = System.nanoTime();
        byte[] bytes = client.incoming();
        try {
            while (in.isReadable() && !closed) {
                int length = Math.min(bytes.length, in.readableBytes());
                in.readBytes(bytes, 0, length);
                arrived(bytes, length, !in.isReadable(), now);
            }
        } finally {
            in.release();
        }
    }

    private void arrived(byte[] bytes, int length, boolean all, long now) {
        if (exchange == null) {
            // Nobody asked: a server's last word before it closes, or no HTTP at all.
            close();
            return;
        }
        int used = parser.feed(bytes, 0, length);
        if (parser.failure() != null) {
            fail(parser.failure(), now);
        } else if (parser.isComplete()) {
            if (used < length || !all) {
                fail(Failure.BYTES_AFTER_END, now);
            } else {
                answered(now);
            }
        }
    }

    private void answered(long now) {
        Exchange answered = exchange;
        exchange = null;
        answeredBefore = true;
        if (!parser.keepsAlive()) {
            close();
        }
        client.ended(answered);
        Octets cookies = parser.cookies();
        if (cookies != null && cookies.length() > 0) {
            if (answered.cookies == null) {
                answered.cookies = new Cookies();
            }
            answered.cookies.take(origin, cookies, System.currentTimeMillis());
        }
        answered.answered(parser, now);
        if (exchange == null) {
            parser.rest();
            if (!closed && origin.shared() != null) {
                client.free(this, origin);
            }
        }
    }

    private void fail(Failure failure, long now) {
        Exchange failed = exchange;
        exchange = null;
        parser.rest();
        close();
        if (failed != null) {
            client.ended(failed);
            failed.failed(failure, now);
        }
    }

    /** The connection could not be made. */
    void notConnected(Failure failure) {
        if (!closed) {
            fail(failure, System.nanoTime());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ignored) {
        if (closed) {
            return;
        }
        long now = System.nanoTime();
        Failure failure = exchange == null ? null : parser.closed();
        if (exchange != null && failure == null) {
            // A body without a length ends with the connection.
            answered(now);
        } else {
            fail(failure == Failure.CLOSED_BEFORE_ANSWER ? race(failure) : failure, now);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ignored, Throwable cause) {
        if (!closed) {
            Failure failure = Failures.of(cause);
            fail(failure == Failure.CONNECTION_RESET ? race(failure) : failure, System.nanoTime());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ignored, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess() && !closed) {
            fail(Failures.of(handshake.cause()), System.nanoTime());
        }
    }

    /** A connection that was idle may be closed by its server just as it is used, which says nothing about the request. */
    private Failure race(Failure otherwise) {
        return answeredBefore && exchange != null && !parser.hasBegun() ? Failure.KEEP_ALIVE_RACE : otherwise;
    }

    /** Its request is given up; an answer that still came would be taken for that of the next. */
    void abandon(Exchange given) {
        if (exchange == given) {
            exchange = null;
            close();
        }
    }

    /** Closes it and leaves whoever held it. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        client.closed(origin);
        if (context != null) {
            context.close();
        }
    }
}
