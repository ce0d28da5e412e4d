package dev.onrush.runner.wire;

import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Bodies;
import dev.onrush.runner.bus.Frame;
import dev.onrush.runner.bus.FrameDecoder;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ProtocolException;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;

/** A worker that only talks: it registers, beats and reports like a real one, with deltas made before, and drives no load. */
final class PlayedWorker {
    private static final long PERIOD_MILLIS = 1_000;

    private final Vertx vertx;
    private final Master master;
    private final String id;
    private final PlayedReports played;
    private final Runnable ready;
    private NetSocket control;
    private NetSocket reports;
    private int index;
    private long sequence;
    private long acknowledged;
    private boolean stopping;
    private long lastWritten;
    private long beginning;

    /** Where the master is. */
    record Master(NetClient client, String host, int port, String token, String planHash) {}

    /**
     * @param played what it reports
     * @param ready called when the master knows that this worker is
     */
    PlayedWorker(Vertx vertx, Master master, int number, PlayedReports played, Runnable ready) {
        this.vertx = vertx;
        this.master = master;
        this.id = "played-" + number;
        this.played = played;
        this.ready = ready;
    }

    void connect() {
        master.client()
                .connect(master.port(), master.host())
                .onFailure(PlayedWorker::fail)
                .onSuccess(socket -> {
                    control = socket;
                    listen(socket);
                    send(
                            socket,
                            Addresses.REGISTER,
                            "registered",
                            new Messages.Register(
                                    master.token(), Messages.PROTOCOL, id, master.planHash(), "played", 1, null));
                });
    }

    /** When its last report was written, of {@link System#nanoTime}; 0 before. */
    long lastWritten() {
        return lastWritten;
    }

    /** When it was told that the run begins, of {@link System#nanoTime}; 0 before. */
    long beginning() {
        return beginning;
    }

    /** Reports that were sent. */
    long sent() {
        return sequence;
    }

    private void listen(NetSocket socket) {
        FrameDecoder decoder = new FrameDecoder(FrameDecoder.LIMIT);
        socket.handler(bytes -> {
            try {
                decoder.feed(bytes).forEach(this::received);
            } catch (ProtocolException e) {
                fail(e);
            }
        });
    }

    private void received(Frame frame) {
        if (frame.type().equals(Frame.ERROR)) {
            fail(new IllegalStateException(frame.address() + ": " + frame.body()));
        }
        switch (frame.address()) {
            case "registered" -> attach(frame.body());
            case "attached" -> {
                send(control, Addresses.READY, null, new Messages.Ready(null, null));
                vertx.setPeriodic(1 + index % PERIOD_MILLIS, PERIOD_MILLIS, _ -> beat());
                ready.run();
            }
            case "reported" -> acknowledged = frame.body().getLong("sequence");
            case Addresses.START -> {
                beginning = System.nanoTime() + frame.body().getLong("inMicros") * 1_000;
                vertx.setPeriodic(1 + index * 37L % PERIOD_MILLIS, PERIOD_MILLIS, _ -> {
                    // As a real one, only when the report before was acknowledged.
                    if (!stopping && acknowledged == sequence) {
                        report(false);
                    }
                });
            }
            case Addresses.STOP -> {
                stopping = true;
                reportLast();
            }
            case null, default -> {}
        }
    }

    private void attach(JsonObject registered) {
        index = registered.getInteger("index");
        master.client()
                .connect(master.port(), master.host())
                .onFailure(PlayedWorker::fail)
                .onSuccess(socket -> {
                    reports = socket;
                    listen(socket);
                    send(socket, Addresses.ATTACH, "attached", new Messages.Attach(master.token(), id));
                });
    }

    private void beat() {
        if (!stopping) {
            send(
                    control,
                    Addresses.HEARTBEAT,
                    "granted",
                    new Messages.Heartbeat(1, sequence, sequence + 1, 0.5, 50, Messages.Process.UNKNOWN, 500));
        }
    }

    private void reportLast() {
        if (acknowledged == sequence) {
            report(true);
            lastWritten = System.nanoTime();
        } else {
            vertx.setTimer(2, _ -> reportLast());
        }
    }

    private void report(boolean last) {
        long elapsed = Math.max(0, System.nanoTime() - beginning);
        Payload data = played.at(elapsed, sequence + index);
        Messages.Report report = new Messages.Report(++sequence, last, false, null);
        reports.write(new Frame(Frame.SEND, Addresses.REPORT, "reported", Bodies.write(report), data).encode());
    }

    private static void send(NetSocket to, String address, String reply, Record message) {
        to.write(new Frame(Frame.SEND, address, reply, Bodies.write(message)).encode());
    }

    private static void fail(Throwable cause) {
        cause.printStackTrace();
        Runtime.getRuntime().halt(1);
    }
}
