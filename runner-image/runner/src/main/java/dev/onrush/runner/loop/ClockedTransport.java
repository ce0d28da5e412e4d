package dev.onrush.runner.loop;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.transport.Transport;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;

/** A Vert.x transport like another, whose event loops are {@link ClockedLoop}s. */
public final class ClockedTransport implements Transport {
    private final Transport base;
    private final boolean fine;

    /** @param fine whether its loops can sleep for fractions of a millisecond */
    private ClockedTransport(Transport base, boolean fine) {
        this.base = base;
        this.fine = fine;
    }

    /** A Vert.x whose event loops have a {@link PollClock}. */
    public static Vertx newVertx() {
        Transport epoll = Transport.EPOLL;
        boolean fine = epoll != null && epoll.available();
        return Vertx.builder()
                .withTransport(new ClockedTransport(fine ? epoll : Transport.NIO, fine))
                .build();
    }

    @Override
    public String name() {
        return base.name() + "-clocked";
    }

    @Override
    public boolean available() {
        return base.available();
    }

    @Override
    public Throwable unavailabilityCause() {
        return base.unavailabilityCause();
    }

    @Override
    public io.vertx.core.spi.transport.Transport implementation() {
        return new Clocked(base.implementation(), fine);
    }

    private static final class Group extends MultiThreadIoEventLoopGroup {
        Group(int threads, ThreadFactory factory, IoHandlerFactory handlers, boolean fine) {
            // newChild is called before a field of this could be set.
            super(threads, factory, handlers, fine);
        }

        /**
         * The next one that nobody needs for himself, where there is one: who measures shares no loop with the exchange with the master,
         * whichever of them comes first.
         */
        @Override
        public IoEventLoop next() {
            return free(ClockedLoop::isTaken)
                    .or(() -> free(ClockedLoop::isWatched))
                    .orElseGet(super::next);
        }

        private Optional<IoEventLoop> free(Predicate<ClockedLoop> taken) {
            for (int i = 0; i < executorCount(); i++) {
                IoEventLoop loop = super.next();
                if (loop instanceof ClockedLoop clocked && !taken.test(clocked)) {
                    return Optional.of(loop);
                }
            }
            return Optional.empty();
        }

        @Override
        protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... fine) {
            return new ClockedLoop(this, executor, handlers, (boolean) fine[0]);
        }
    }

    private record Clocked(io.vertx.core.spi.transport.Transport base, boolean fine)
            implements io.vertx.core.spi.transport.Transport {
        @Override
        public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
            return type == IO_EVENT_LOOP_GROUP
                    ? new Group(threads, factory, ioHandlerFactory(), fine)
                    : base.eventLoopGroup(type, threads, factory, ioRatio);
        }

        @Override
        public IoHandlerFactory ioHandlerFactory() {
            return base.ioHandlerFactory();
        }

        @Override
        public boolean supportsDomainSockets() {
            return base.supportsDomainSockets();
        }

        @Override
        public boolean supportFileRegion() {
            return base.supportFileRegion();
        }

        @Override
        public boolean isAvailable() {
            return base.isAvailable();
        }

        @Override
        public Throwable unavailabilityCause() {
            return base.unavailabilityCause();
        }

        @Override
        public java.net.SocketAddress convert(io.vertx.core.net.SocketAddress address) {
            return base.convert(address);
        }

        @Override
        public io.vertx.core.net.SocketAddress convert(java.net.SocketAddress address) {
            return base.convert(address);
        }

        @Override
        @SuppressWarnings("deprecation")
        public DatagramChannel datagramChannel(InternetProtocolFamily family) {
            return base.datagramChannel(family);
        }

        @Override
        public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
            return base.datagramChannelFactory();
        }

        @Override
        public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
            return base.channelFactory(domainSocket);
        }

        @Override
        public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
            return base.serverChannelFactory(domainSocket);
        }

        @Override
        public void configure(DatagramChannel channel, DatagramSocketOptions options) {
            base.configure(channel, options);
        }

        @Override
        public void configure(TcpConfig options, boolean domainSocket, Bootstrap bootstrap) {
            base.configure(options, domainSocket, bootstrap);
        }

        @Override
        public void configure(TcpConfig options, boolean domainSocket, ServerBootstrap bootstrap) {
            base.configure(options, domainSocket, bootstrap);
        }
    }
}
