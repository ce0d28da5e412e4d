package dev.onrush.runner.http;

import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.Address;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;

/** What connections have in common that can stand for each other. */
record ConnectionKey(boolean tls, String host, int port, Address server) {
    static ConnectionKey of(RequestOptions options) {
        return new ConnectionKey(isTls(options), options.getHost(), options.getPort(), options.getServer());
    }

    private static boolean isTls(RequestOptions options) {
        return Boolean.TRUE.equals(options.isSsl());
    }

    /** Whether {@link #of} would be this one. */
    boolean is(RequestOptions options) {
        return tls == isTls(options)
                && port == options.getPort()
                && host.equals(options.getHost())
                && server.equals(options.getServer());
    }

    /** What requests on such a connection say that they are for. */
    HostAndPort authority() {
        return HostAndPort.create(host.endsWith(".") ? host.substring(0, host.length() - 1) : host, port);
    }

    /** For another one. */
    HttpConnectOptions options() {
        HostAndPort authority = authority();
        return new HttpConnectOptions()
                .setServer((SocketAddress) server)
                .setHost(authority.host())
                .setPort(authority.port())
                .setSsl(tls);
    }
}
