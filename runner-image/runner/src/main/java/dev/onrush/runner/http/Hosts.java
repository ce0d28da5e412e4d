package dev.onrush.runner.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The addresses of hosts by name, looked up apart from any request, again and again, as what a name stands for may change: a Service gets
 * other pods, a load balancer other addresses. Used on one loop.
 */
public final class Hosts {
    /** Where a host has no address, somebody who wants one has it looked up no more often. */
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Vertx vertx;
    private final long timer;
    private final Map<String, Host> known = new HashMap<>();

    private static final class Host {
        private List<Place> places = List.of();
        private int next;
        private Future<Void> first;
        private Future<Void> latest;
        private long asked;

        /** One after the other, so that connections spread over all of them. */
        Place next() {
            return places.isEmpty() ? null : places.get(Math.floorMod(next++, places.size()));
        }
    }

    /** An address, and how Vert.x writes it with the port that was last asked for, which is mostly the only one. */
    private static final class Place {
        private final InetAddress address;
        private SocketAddress socket;

        Place(InetSocketAddress found) {
            address = found.getAddress();
        }

        SocketAddress socket(int port) {
            if (socket == null || socket.port() != port) {
                socket = SocketAddress.inetSocketAddress(port, address.getHostAddress());
            }
            return socket;
        }
    }

    public Hosts(Vertx vertx, Duration lookUpEvery) {
        this.vertx = vertx;
        this.timer = vertx.setPeriodic(lookUpEvery.toMillis(), _ -> known.forEach(this::lookUp));
    }

    /**
     * Completes when a host was looked up, for better or worse: at once where it has addresses, and after another look where it still has
     * none. From then on that goes on.
     */
    public Future<Void> lookedUp(String name) {
        Future<Void> first = lookedUpOnce(name);
        Host host = known.get(name);
        return host.places.isEmpty() ? lookUp(name, host) : first;
    }

    /** The same for who does not wait a second time: completes at once where the host was looked up before, whatever was found. */
    Future<Void> lookedUpOnce(String name) {
        Host host = known.computeIfAbsent(name, _ -> new Host());
        if (host.first == null) {
            host.first = lookUp(name, host);
        }
        return host.first;
    }

    /** Where the next connection goes; null when the host has no address, or was not looked up yet. */
    public InetAddress next(String name) {
        Place place = place(name);
        return place == null ? null : place.address;
    }

    /** The same as Vert.x wants it. @throws IllegalArgumentException for what is no port */
    SocketAddress next(String name, int port) {
        Place place = place(name);
        return place == null ? null : place.socket(port);
    }

    private Place place(String name) {
        Host host = known.get(name);
        Place next = host == null ? null : host.next();
        if (next == null && host != null && System.nanoTime() - host.asked >= AGAIN_NANOS) {
            // Not for this request, but those that follow need not fail until the time for all hosts comes.
            lookUp(name, host);
        }
        return next;
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    /** A host that is not found keeps the addresses that it had. Whoever asks meanwhile waits for the same answer. */
    private Future<Void> lookUp(String name, Host host) {
        if (host.latest == null || host.latest.isComplete()) {
            host.asked = System.nanoTime();
            host.latest = ((VertxInternal) vertx)
                    .nameResolver()
                    .resolveAll(name)
                    .onSuccess(found ->
                            host.places = found.stream().map(Place::new).toList())
                    .transform(_ -> Future.succeededFuture());
        }
        return host.latest;
    }
}
