package dev.onrush.runner.bus;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The master's side of the wire: authenticates workers and bridges their frames to the master's event bus. */
public final class BusServer {
    private static final Logger LOG = LoggerFactory.getLogger(BusServer.class);

    /** How long a connection may take to show the token. */
    public static final Duration AUTHENTICATION_TIMEOUT = Duration.ofSeconds(5);

    /** Time for the next run to be there before whoever came too early tries again. */
    private static final long NOT_NOW_MILLIS = 250;

    private static final int MAX_UNAUTHENTICATED = 1_000;
    private static final long REPLY_TIMEOUT_MILLIS = 10_000;

    private final Vertx vertx;
    private final Context context;
    private final ServerCredentials credentials;
    private final NetServer server;
    private final Map<String, Connection> workers = new HashMap<>();
    private final Map<Connection, String> identities = new HashMap<>();
    private final Set<Connection> unauthenticated = new HashSet<>();
    private final Complaints complaints = new Complaints(LOG);
    private ServerSSLOptions tls;
    private volatile int boundPort;

    /** All of it runs on the context that creates and starts it; only sending may be asked for from any thread. */
    public BusServer(Vertx vertx, ServerCredentials credentials) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.credentials = credentials;
        this.server = vertx.createNetServer(
                        new NetServerOptions().setTcpNoDelay(true).setAcceptBacklog(4_096))
                .connectHandler(this::connected);
    }

    /**
     * Listens, with TLS whenever others than this machine can connect.
     *
     * @return the port that it listens on, which is another than asked for when that was 0
     */
    public Future<Integer> listen(String host, int port) {
        try {
            if (credentials.tls().isPresent()) {
                tls = credentials.tls().get().options();
            } else if (!Loopback.is(host)) {
                throw new IOException(host + ":" + port + ": expected a certificate, since this is not only loopback");
            }
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
        return server.listen(port, host.equals("*") ? "0.0.0.0" : host)
                .map(NetServer::actualPort)
                .onSuccess(bound -> boundPort = bound);
    }

    /** The port that it listens on. */
    public int port() {
        return boundPort;
    }

    public Future<Void> close() {
        return server.close();
    }

    /** Sends a message to a worker; one that is not connected misses it, and is told again when it returns. */
    public void send(String worker, String address, Record message) {
        if (Vertx.currentContext() == context) {
            sendHere(worker, address, message);
        } else {
            context.runOnContext(_ -> sendHere(worker, address, message));
        }
    }

    private void sendHere(String worker, String address, Record message) {
        Connection connection = workers.get(worker);
        if (connection != null) {
            connection.send(new Frame(Frame.MESSAGE, address, null, Bodies.write(message)));
        }
    }

    /** Closes a worker's connections, if there are any. */
    public void disconnect(String worker) {
        context.runOnContext(_ -> disconnectHere(worker));
    }

    private void disconnectHere(String worker) {
        List.copyOf(identities.entrySet()).stream()
                .filter(known -> known.getValue().equals(worker))
                .forEach(known -> known.getKey().close());
    }

    private void connected(NetSocket socket) {
        if (unauthenticated.size() >= MAX_UNAUTHENTICATED) {
            socket.close();
            return;
        }
        Connection connection = new Connection(socket, FrameDecoder.UNAUTHENTICATED_LIMIT, complaints, this::received);
        unauthenticated.add(connection);
        long timer = vertx.setTimer(AUTHENTICATION_TIMEOUT.toMillis(), ignored -> {
            if (unauthenticated.contains(connection)) {
                connection.close();
            }
        });
        socket.closeHandler(ignored -> {
            vertx.cancelTimer(timer);
            closed(connection);
        });
        if (tls != null) {
            // Only now, and not by the server itself: so the handshake, too, is counted and has to end in time.
            socket.upgradeToSsl(tls).onFailure(e -> {
                LOG.debug("{}: {}", connection.peer(), e.toString());
                connection.close();
            });
        }
    }

    private void closed(Connection connection) {
        unauthenticated.remove(connection);
        String worker = identities.remove(connection);
        if (worker != null && workers.remove(worker, connection)) {
            vertx.eventBus().send(Addresses.DISCONNECTED, worker);
        }
    }

    private void received(Connection from, Frame frame) throws ProtocolException {
        String worker = identities.get(from);
        if (frame.bytes() != null && (worker == null || !Addresses.REPORT.equals(frame.address()))) {
            throw new ProtocolException("expected bytes in reports only");
        } else if (worker == null) {
            authenticate(from, frame);
        } else if (Frame.PING.equals(frame.type())) {
            from.send(new Frame(Frame.PONG, null, null, null));
        } else if (Frame.SEND.equals(frame.type()) && Addresses.FROM_WORKERS.contains(frame.address())) {
            bridge(from, worker, frame);
        } else {
            throw new ProtocolException("a worker may not " + frame.type() + " to " + frame.address());
        }
    }

    private void authenticate(Connection from, Frame frame) throws ProtocolException {
        JsonObject body = frame.body();
        if (!Frame.SEND.equals(frame.type()) || body == null || !unauthenticated.contains(from)) {
            throw new ProtocolException("expected to be sent the run's token first");
        }
        if (!(body.getValue("token") instanceof String shown)
                || !credentials.token().matches(shown)) {
            throw new ProtocolException("showed a wrong token");
        }
        if (Addresses.REGISTER.equals(frame.address())) {
            register(from, frame, Bodies.read(body, Messages.Register.class));
        } else if (Addresses.ATTACH.equals(frame.address())) {
            attach(from, frame, Bodies.read(body, Messages.Attach.class));
        } else if (Addresses.PLAN.equals(frame.address())) {
            // Somebody of whom the master has not heard: it may ask for the plan, and gets nothing else.
            identify(from, "plan-" + UUID.randomUUID());
            bridge(from, identities.get(from), frame);
        } else {
            throw new ProtocolException(
                    "expected " + Addresses.REGISTER + ", " + Addresses.ATTACH + " or " + Addresses.PLAN + " first");
        }
    }

    private void identify(Connection from, String worker) {
        unauthenticated.remove(from);
        from.frameLimit(FrameDecoder.LIMIT);
        identities.put(from, worker);
    }

    private void register(Connection from, Frame frame, Messages.Register register) throws ProtocolException {
        if (register.worker() == null || register.worker().isBlank()) {
            throw new ProtocolException("expected a worker's id");
        }
        identify(from, register.worker());
        Connection before = workers.put(register.worker(), from);
        if (before != null) {
            before.close();
        }
        bridge(from, register.worker(), frame);
    }

    private void attach(Connection from, Frame frame, Messages.Attach attach) throws ProtocolException {
        if (attach.worker() == null || !workers.containsKey(attach.worker())) {
            throw new ProtocolException("expected a registered worker's id");
        }
        identify(from, attach.worker());
        from.send(new Frame(Frame.MESSAGE, frame.replyAddress(), null, new JsonObject()));
    }

    /** Hands a frame on to the master's event bus; a connection that sends faster than it is answered has to wait. */
    private void bridge(Connection from, String worker, Frame frame) {
        DeliveryOptions options = new DeliveryOptions()
                .setLocalOnly(true)
                .setSendTimeout(REPLY_TIMEOUT_MILLIS)
                .addHeader(Addresses.WORKER_HEADER, worker);
        from.handedOn();
        JsonObject body = frame.bytes() == null ? frame.body() : Payload.put(frame.body(), frame.bytes());
        vertx.eventBus().<JsonObject>request(frame.address(), body, options).onComplete(reply -> {
            from.answered();
            if (reply.failed() && isNotNow(reply.cause())) {
                // The master is going or coming: nobody refused anything, and the worker tries again.
                vertx.setTimer(NOT_NOW_MILLIS, _ -> from.close());
            } else if (frame.replyAddress() != null) {
                from.send(answer(frame.replyAddress(), reply));
            }
        });
    }

    private static Frame answer(String address, AsyncResult<Message<JsonObject>> reply) {
        return reply.succeeded()
                ? new Frame(Frame.MESSAGE, address, null, reply.result().body())
                : new Frame(
                        Frame.ERROR,
                        address,
                        null,
                        new JsonObject().put("message", reply.cause().getMessage()));
    }

    private static boolean isNotNow(Throwable cause) {
        // Whatever no handler of the master's said itself: there was none, or it went away with the request unread.
        return cause instanceof ReplyException reply
                && (reply.failureType() != ReplyFailure.RECIPIENT_FAILURE
                        || reply.failureCode() == NotNowException.CODE);
    }
}
