package dev.onrush.runner.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSessionContext;

/** TLS of the Vert.x client without resumption, for which it has no option: every connection looks for a session that there is not. */
final class FullHandshakes extends JdkSSLEngineOptions {
    private final ClientTls keys;

    /** @param keys which makes the numbers that stand for a port */
    FullHandshakes(ClientTls keys) {
        this.keys = keys;
    }

    @Override
    public FullHandshakes copy() {
        return this;
    }

    @Override
    public SslContextFactory sslContextFactory() {
        return new DefaultSslContextFactory(SslProvider.JDK, false) {
            @Override
            public SslContext create() throws SSLException {
                SslContext context = super.create();
                context.sessionContext().setSessionCacheSize(1);
                return new Keyed(context, keys);
            }
        };
    }

    private static final class Keyed extends SslContext {
        private final SslContext context;
        private final ClientTls keys;

        Keyed(SslContext context, ClientTls keys) {
            this.context = context;
            this.keys = keys;
        }

        @Override
        public SSLEngine newEngine(ByteBufAllocator allocator) {
            return context.newEngine(allocator);
        }

        @Override
        public SSLEngine newEngine(ByteBufAllocator allocator, String host, int port) {
            return context.newEngine(allocator, host, keys.newKey());
        }

        @Override
        public boolean isClient() {
            return context.isClient();
        }

        @Override
        public List<String> cipherSuites() {
            return context.cipherSuites();
        }

        @Override
        @SuppressWarnings("deprecation")
        public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
            return context.applicationProtocolNegotiator();
        }

        @Override
        public SSLSessionContext sessionContext() {
            return context.sessionContext();
        }
    }
}
