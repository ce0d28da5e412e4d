package dev.onrush.runner.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * A server on loopback that answers every request at little cost, for a process to practise on. What it answers is always the same, and how it
 * says so differs as it does between servers: code that has only ever met one kind of head is compiled for that kind alone. It is made of what the fast client is
 * made of, so that hardly anything is compiled for the server only.
 */
public final class LoopbackTarget {
    private static final String ADDRESS = "127.0.0.1";

    private final ChannelGroup connections;
    private final int port;

    private LoopbackTarget(ChannelGroup connections, Channel listening) {
        this.connections = connections;
        this.port = ((InetSocketAddress) listening.localAddress()).getPort();
    }

    public static Future<LoopbackTarget> listen(Vertx vertx) {
        ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
        ChannelGroup connections = new DefaultChannelGroup(context.nettyEventLoop(), true);
        Promise<LoopbackTarget> listens = Promise.promise();
        new ServerBootstrap()
                .group(context.nettyEventLoop())
                .channelFactory(((VertxInternal) vertx).transport().serverChannelFactory(false))
                // It resets connections that clients have closed: else the kernel would keep each for a minute and
                // forget thousands at once in the middle of the run, which takes the core for over a millisecond.
                .childOption(ChannelOption.SO_LINGER, 0)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.add(channel);
                        channel.pipeline().addLast(new LoopbackAnswers());
                    }
                })
                .bind(new InetSocketAddress(ADDRESS, 0))
                .addListener((ChannelFuture bound) -> {
                    if (bound.isSuccess()) {
                        connections.add(bound.channel());
                        listens.complete(new LoopbackTarget(connections, bound.channel()));
                    } else {
                        listens.fail(bound.cause());
                    }
                });
        return listens.future();
    }

    public URI uri() {
        return URI.create("http://" + ADDRESS + ":" + port);
    }

    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        connections.close().addListener(_ -> closed.complete());
        return closed.future();
    }
}
