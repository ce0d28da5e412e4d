package dev.onrush.runner.bus;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of a worker to its master: requests go out, the master's messages go to the worker's event bus. */
public final class BusClient {
    private static final Logger LOG = LoggerFactory.getLogger(BusClient.class);
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    private final Vertx vertx;
    private final NetClient client;
    private final Optional<ClientSSLOptions> tls;
    private final Map<String, Promise<JsonObject>> waiting = new HashMap<>();
    private final Complaints complaints = new Complaints(LOG);
    private Connection connection;
    private long replies;

    /** All of it runs on the context that creates it. */
    public BusClient(Vertx vertx, Optional<TlsTrust> trust) {
        this.vertx = vertx;
        this.tls = trust.map(TlsTrust::options);
        this.client = vertx.createNetClient(
                new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(CONNECT_TIMEOUT_MILLIS));
    }

    /**
     * Connects; fails with a {@link RefusedException} when the master is another than expected.
     *
     * @param closed called when the connection ends without {@link #close}
     */
    public Future<Void> connect(String host, int port, Runnable closed) {
        ConnectOptions options =
                new ConnectOptions().setHost(host).setPort(port).setSsl(tls.isPresent());
        tls.ifPresent(options::setSslOptions);
        return client.connect(options).recover(BusClient::explained).map(socket -> {
            Connection opened = new Connection(socket, FrameDecoder.LIMIT, complaints, this::received);
            connection = opened;
            socket.closeHandler(ignored -> {
                if (connection == opened) {
                    connection = null;
                    failAll(new ClosedException("the master closed the connection"));
                    closed.run();
                }
            });
            return null;
        });
    }

    private static Future<NetSocket> explained(Throwable failure) {
        String rejection = TlsTrust.rejection(failure);
        return Future.failedFuture(rejection == null ? failure : new RefusedException(rejection));
    }

    public boolean isConnected() {
        return connection != null;
    }

    /** Sends a message and waits for its answer, at most this long. */
    public Future<JsonObject> request(String address, Record message, long timeoutMillis) {
        return request(address, message, null, timeoutMillis);
    }

    /** The same with bytes beside the message. */
    public Future<JsonObject> request(String address, Record message, Payload bytes, long timeoutMillis) {
        if (connection == null) {
            return Future.failedFuture("not connected to the master");
        }
        String replyAddress = "reply." + ++replies;
        Promise<JsonObject> promise = Promise.promise();
        waiting.put(replyAddress, promise);
        long timer = vertx.setTimer(
                timeoutMillis, ignored -> promise.tryFail(new TimeoutException("no answer to " + address)));
        connection.send(new Frame(Frame.SEND, address, replyAddress, Bodies.write(message), bytes));
        return promise.future().onComplete(ignored -> {
            vertx.cancelTimer(timer);
            waiting.remove(replyAddress);
        });
    }

    public void close() {
        if (connection != null) {
            Connection closing = connection;
            connection = null;
            closing.close();
            failAll(new ClosedException("the connection to the master was given up"));
        }
    }

    private void received(Connection from, Frame frame) throws ProtocolException {
        if (frame.bytes() != null) {
            throw new ProtocolException("expected no bytes from a master");
        }
        Promise<JsonObject> promise = frame.address() == null ? null : waiting.get(frame.address());
        if (promise != null) {
            if (Frame.ERROR.equals(frame.type())) {
                String message = frame.body() == null ? "refused" : frame.body().getString("message");
                promise.tryFail(new RefusedException(message));
            } else {
                promise.tryComplete(frame.body());
            }
        } else if (Frame.MESSAGE.equals(frame.type())
                && frame.address() != null
                && frame.address().startsWith("onrush.worker.")) {
            vertx.eventBus().send(frame.address(), frame.body(), new DeliveryOptions().setLocalOnly(true));
        }
        // Anything else is an answer that came too late.
    }

    private void failAll(ClosedException e) {
        Map.copyOf(waiting).values().forEach(promise -> promise.tryFail(e));
    }

    /** The connection ended before there was an answer. */
    public static final class ClosedException extends Exception {
        ClosedException(String message) {
            super(message, null, false, false);
        }
    }

    /** The master understood, and said no; or it is not the one that this worker was told to trust. */
    public static final class RefusedException extends Exception {
        RefusedException(String message) {
            super(message, null, false, false);
        }
    }
}
