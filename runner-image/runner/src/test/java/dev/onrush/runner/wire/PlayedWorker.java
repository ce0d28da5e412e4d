package dev.onrush.runner.wire;

import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Bodies;
import dev.onrush.runner.bus.ClockOffset;
import dev.onrush.runner.bus.Frame;
import dev.onrush.runner.bus.FrameDecoder;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.loop.LoopTimers;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;

/** A worker that only talks: it registers, beats and reports like a real one, with deltas made before, and drives no load. */
final class PlayedWorker {
    private static final long PERIOD_MILLIS = 1_000;

    /** As many as a real worker's. */
    private static final int CLOCK_QUESTIONS = 8;

    /** When all have begun that one process plays, so that none is held up by another one's words. */
    private static final long BEGUN_MILLIS = 1_000;

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
    private final ClockOffset clock = new ClockOffset();
    private int clockQuestions = CLOCK_QUESTIONS;
    private long asked;
    private long beaten;
    private PlayedStart start;
    private PlayedHour hour;

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

    /** It reports as fast as that goes, instead of each second. */
    void play(PlayedHour fast) {
        hour = fast;
    }

    void connect() {
        master.client()
                .connect(master.port(), master.host())
                .onFailure(PlayedWorker::fail)
                .onSuccess(socket -> {
                    control = socket;
                    listen(socket);
                    asked = System.nanoTime();
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

    /** What became of the order to begin; null before it came. */
    PlayedStart start() {
        return start;
    }

    /** Reports that were sent. */
    long sent() {
        return sequence;
    }

    /** Reports that the master has. */
    long acknowledged() {
        return acknowledged;
    }

    /** Whether it has begun and may send another report: as a real one, only when the one before was acknowledged. */
    boolean isIdle() {
        return start != null && !stopping && acknowledged == sequence;
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
            case "registered" -> {
                clock.heard(asked, frame.body().getLong("clockMicros"), System.nanoTime());
                attach(frame.body());
            }
            case "attached" -> askClock();
            case "clock" -> {
                clock.heard(asked, frame.body().getLong("micros"), System.nanoTime());
                if (--clockQuestions > 0) {
                    askClock();
                } else {
                    ready();
                }
            }
            case "granted" -> clock.heard(beaten, frame.body().getLong("clockMicros"), System.nanoTime());
            case "reported" -> {
                acknowledged = frame.body().getLong("sequence");
                if (hour != null) {
                    hour.goOn();
                }
            }
            case Addresses.START -> begin(frame.body().getLong("beginMicros"));
            case Addresses.STOP -> {
                stopping = true;
                reportLast();
            }
            case null, default -> {}
        }
    }

    private void askClock() {
        asked = System.nanoTime();
        send(control, Addresses.CLOCK, "clock", new Messages.AskClock());
    }

    private void ready() {
        send(control, Addresses.READY, null, new Messages.Ready(null, null));
        vertx.setPeriodic(1 + index % PERIOD_MILLIS, PERIOD_MILLIS, _ -> beat());
        ready.run();
    }

    private void begin(long micros) {
        start = new PlayedStart(micros, clock);
        LoopTimers.after(vertx.getOrCreateContext(), start.at() - System.nanoTime(), start::ring);
        vertx.setTimer(BEGUN_MILLIS + index, _ -> send(control, Addresses.BEGUN, null, start.begun()));
        if (hour != null) {
            hour.goOn();
            return;
        }
        vertx.setPeriodic(1 + index * 37L % PERIOD_MILLIS, PERIOD_MILLIS, _ -> {
            if (isIdle()) {
                report(false);
            }
        });
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
            beaten = System.nanoTime();
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

    void report(boolean last) {
        long elapsed = hour == null ? Math.max(0, System.nanoTime() - start.at()) : PlayedHour.elapsed(sequence + 1);
        Payload data = played.at(elapsed, sequence + index);
        Messages.Report report = new Messages.Report(++sequence, last, false, null, null);
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
