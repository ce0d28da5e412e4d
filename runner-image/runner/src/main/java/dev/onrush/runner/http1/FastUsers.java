package dev.onrush.runner.http1;

import dev.onrush.runner.http.ClientSettings;
import dev.onrush.runner.http.HttpUser;
import dev.onrush.runner.http.HttpUsers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;

/** Users of the fast client whose requests a program makes. */
public final class FastUsers implements HttpUsers {
    private final Http1Client client;
    private final Origin target;
    private final String base;
    private final Octets out = new Octets(1_024);

    /**
     * @param context the event loop that everything happens on
     * @param target the base URL; its path, if any, stands before every path
     */
    public FastUsers(Vertx vertx, Context context, URI target, ClientSettings settings) {
        this.client = new Http1Client(vertx, context, settings);
        this.target = client.origin(target);
        String path = target.getRawPath() == null ? "" : target.getRawPath();
        this.base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Completes when the target's addresses were looked up, for better or worse. */
    public Future<Void> ready() {
        return client.resolve();
    }

    @Override
    public HttpUser newUser() {
        return new FastUser(client, target, base, out);
    }

    @Override
    public void close() {
        client.close();
    }
}
