package dev.onrush.runner.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpClientConnection;

/** Sees what arrives on one connection of the Vert.x client, after TLS: that client does not tell whether an answer had begun. */
final class Wire extends ChannelInboundHandlerAdapter {
    private static final AttributeKey<Wire> OF_CHANNEL = AttributeKey.valueOf(Wire.class.getName());

    private long bytes;
    private boolean answered;

    /** Begins to look at a connection that was just made. */
    static void watch(HttpConnection connection) {
        // What is wrong is told to the request; without a handler every bit of it would be logged.
        connection.exceptionHandler(_ -> {});
        if (connection instanceof HttpClientConnection internal) {
            Wire wire = new Wire();
            ChannelPipeline pipeline = internal.channelHandlerContext().pipeline();
            pipeline.channel().attr(OF_CHANNEL).set(wire);
            ChannelHandlerContext tls = pipeline.context(SslHandler.class);
            if (tls == null) {
                pipeline.addFirst(wire);
            } else {
                pipeline.addAfter(tls.name(), null, wire);
            }
            InterimAnswers.leaveOut(pipeline);
        }
    }

    /** What looks at a connection; null when nothing does. */
    static Wire of(HttpConnection connection) {
        return connection instanceof HttpClientConnection internal
                ? internal.channelHandlerContext().channel().attr(OF_CHANNEL).get()
                : null;
    }

    /** How many bytes have arrived so far. */
    long bytes() {
        return bytes;
    }

    /** True when a request was answered on it. */
    boolean hasAnswered() {
        return answered;
    }

    void answered() {
        answered = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf in) {
            bytes += in.readableBytes();
        }
        context.fireChannelRead(message);
    }
}
