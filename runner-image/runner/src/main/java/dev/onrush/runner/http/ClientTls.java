package dev.onrush.runner.http;

import dev.onrush.contract.plan.Tls;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import javax.net.ssl.SSLException;

/**
 * TLS by the JDK: its certificate authorities, and the host's name checked. The JDK keeps sessions by a host and a port, of which it uses
 * the port for nothing else: whoever gives another number instead chooses whose session is resumed.
 */
public final class ClientTls {
    private static final int PORTS = 65_536;

    private final Tls tls;
    private SslContext context;
    private int last = PORTS;

    public ClientTls(Tls tls) {
        this.tls = tls;
    }

    /** The context of all connections; made when the first of them needs it. */
    public SslContext context() {
        if (context == null) {
            context = client();
        }
        return context;
    }

    /** What stands for a port where sessions are looked up: one that has no session yet, and is no port. */
    public int newKey() {
        last = last == Integer.MAX_VALUE ? PORTS : last + 1;
        return last;
    }

    /** The key of a connection that follows others. @param before theirs */
    public int keyAfter(int before) {
        return tls.sessionResumption() ? before : newKey();
    }

    private SslContext client() {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .endpointIdentificationAlgorithm(tls.insecureSkipVerify() ? "" : "HTTPS");
            if (tls.insecureSkipVerify()) {
                builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
            }
            if (!tls.sessionResumption()) {
                builder.sessionCacheSize(1);
            }
            return builder.build();
        } catch (SSLException e) {
            throw new IllegalStateException("the JDK's own TLS cannot be set up", e);
        }
    }
}
