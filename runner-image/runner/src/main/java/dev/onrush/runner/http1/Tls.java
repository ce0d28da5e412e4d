package dev.onrush.runner.http1;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;

/** TLS by the JDK: its certificate authorities, the host's name checked, and sessions resumed by host and port. */
final class Tls {
    private SslContext context;

    /** Made when the first connection needs it. */
    SslHandler handler(ByteBufAllocator allocator, Origin origin) {
        if (context == null) {
            context = client();
        }
        return context.newHandler(allocator, origin.host(), origin.port());
    }

    private static SslContext client() {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("the JDK's own TLS cannot be set up", e);
        }
    }
}
