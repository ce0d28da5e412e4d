package dev.onrush.runner.http;

import io.vertx.core.Future;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.impl.HttpContext;

/** Says where a request is to connect to: the client would look a host up once and stay with its first address. */
final class Destination {
    private final Hosts hosts;

    Destination(Hosts hosts) {
        this.hosts = hosts;
    }

    /** Sets it, and lets the client go on, at once where the host is known; or ends the call. */
    void set(HttpContext<?> now, Call call) {
        RequestOptions options = now.requestOptions();
        String host = bare(options.getHost());
        Future<Void> known = hosts.lookedUpOnce(host);
        if (known.isComplete()) {
            goOn(now, options, host, call);
        } else {
            known.onComplete((_, _) -> goOn(now, options, host, call));
        }
    }

    private void goOn(HttpContext<?> now, RequestOptions options, String host, Call call) {
        if (call.isOver()) {
            return;
        }
        try {
            SocketAddress address = hosts.next(host, options.getPort());
            if (address == null) {
                call.fail(Failure.UNKNOWN_HOST);
            } else {
                options.setServer(address);
                now.next();
            }
        } catch (RuntimeException e) {
            // A port out of range is thrown, unlike most of what can be wrong.
            call.failed(e);
        }
    }

    /** An IPv6 address without its brackets. */
    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
