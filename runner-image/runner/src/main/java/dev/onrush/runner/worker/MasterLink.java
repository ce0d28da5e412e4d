package dev.onrush.runner.worker;

import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Bodies;
import dev.onrush.runner.bus.BusClient;
import dev.onrush.runner.bus.ClockOffset;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ProtocolException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import java.util.function.ToLongFunction;

/** A worker's two connections to its master: one for the conversation, one for reports. Both are opened anew when one breaks. */
final class MasterLink {
    /** What a name in DNS may have. */
    private static final int MAX_HOST = 253;

    private static final long TIMEOUT_MILLIS = 5_000;

    /** A report that was lost on the way is sent again after this. */
    private static final long REPORT_TIMEOUT_MILLIS = 2_000;

    private final WorkerOptions options;
    /** As Locust's workers are called: whoever reads where an exception came from knows the machine. */
    private final String id = host() + "_" + UUID.randomUUID().toString().replace("-", "");

    private final BusClient control;
    private final BusClient reports;
    private final Runnable broken;
    private ClockOffset clock = new ClockOffset();
    private boolean closed;

    /** @param broken called when a connection that stood has closed */
    MasterLink(Vertx vertx, WorkerOptions options, Runnable broken) {
        this.options = options;
        this.control = new BusClient(vertx, options.credentials().tls());
        this.reports = new BusClient(vertx, options.credentials().tls());
        this.broken = broken;
    }

    /** Connects and registers; the same id each time, so that the master knows a worker that comes back. */
    Future<Messages.Registered> open(String planHash, Messages.Member member) {
        close();
        // Whoever answers may be another master.
        clock = new ClockOffset();
        return control.connect(options.masterHost(), options.masterPort(), broken)
                .compose(ignored -> timed(
                        Addresses.REGISTER,
                        register(planHash, member),
                        Messages.Registered.class,
                        Messages.Registered::clockMicros))
                .compose(registered -> reports.connect(options.masterHost(), options.masterPort(), broken)
                        .compose(ignored -> reports.request(
                                Addresses.ATTACH,
                                new Messages.Attach(
                                        options.credentials().token().reveal(), id),
                                TIMEOUT_MILLIS))
                        .map(registered));
    }

    boolean isOpen() {
        return control.isConnected() && reports.isConnected();
    }

    Future<Messages.Granted> heartbeat(Messages.Heartbeat heartbeat) {
        return timed(Addresses.HEARTBEAT, heartbeat, Messages.Granted.class, Messages.Granted::clockMicros);
    }

    /** What is known of the master's clock. */
    ClockOffset clock() {
        return clock;
    }

    /** Asks for the master's clock once more. */
    Future<Messages.Clock> askClock() {
        return timed(Addresses.CLOCK, new Messages.AskClock(), Messages.Clock.class, Messages.Clock::micros);
    }

    /** The first users have been started, as the master wanted it. */
    void begun(Messages.Begun begun) {
        control.request(Addresses.BEGUN, begun, TIMEOUT_MILLIS);
    }

    /** A request whose answer tells the master's clock. */
    private <T extends Record> Future<T> timed(
            String address, Record message, Class<T> type, ToLongFunction<T> micros) {
        ClockOffset now = clock;
        long sent = System.nanoTime();
        return control.request(address, message, TIMEOUT_MILLIS).compose(body -> {
            long received = System.nanoTime();
            return read(body, type).onSuccess(answer -> now.heard(sent, micros.applyAsLong(answer), received));
        });
    }

    /**
     * @param resume what this worker knows of the run; null before it began
     * @param startedWith what the run was asked for with
     */
    void ready(Messages.Resume resume, String startedWith) {
        control.request(Addresses.READY, new Messages.Ready(resume, startedWith), TIMEOUT_MILLIS);
    }

    /** @param what keeps this worker from being ready */
    void waiting(String what) {
        control.request(Addresses.WAITING, new Messages.Waiting(what), TIMEOUT_MILLIS);
    }

    Future<Messages.Acknowledged> report(Messages.Report report, Payload data) {
        return reports.request(Addresses.REPORT, report, data, REPORT_TIMEOUT_MILLIS)
                .compose(body -> read(body, Messages.Acknowledged.class));
    }

    Future<Void> logs(Messages.Logs logs) {
        return reports.request(Addresses.LOGS, logs, REPORT_TIMEOUT_MILLIS).mapEmpty();
    }

    /** A message of the plan's. */
    Future<Messages.CustomReceived> custom(Messages.Custom message) {
        return control.request(Addresses.CUSTOM, message, TIMEOUT_MILLIS)
                .compose(body -> read(body, Messages.CustomReceived.class));
    }

    /** Every message of the master's plan up to this number has come. */
    void customReceived(long number) {
        control.request(Addresses.CUSTOM_RECEIVED, new Messages.CustomReceived(number), TIMEOUT_MILLIS);
    }

    Future<Void> stopTest(String reason) {
        return control.request(Addresses.STOP_TEST, new Messages.StopTest(reason), TIMEOUT_MILLIS)
                .mapEmpty();
    }

    /** This worker among the run's. */
    String id() {
        return id;
    }

    boolean isClosed() {
        return closed;
    }

    /** For good. */
    void leave() {
        closed = true;
        close();
    }

    void close() {
        control.close();
        reports.close();
    }

    private Messages.Register register(String planHash, Messages.Member member) {
        return new Messages.Register(
                options.credentials().token().reveal(),
                Messages.PROTOCOL,
                id,
                planHash,
                host(),
                ProcessHandle.current().pid(),
                member);
    }

    private static String host() {
        try {
            String name = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "-");
            return name.substring(0, Math.min(MAX_HOST, name.length()));
        } catch (UnknownHostException _) {
            return "unknown";
        }
    }

    private static <T extends Record> Future<T> read(JsonObject body, Class<T> type) {
        try {
            return Future.succeededFuture(Bodies.read(body, type));
        } catch (ProtocolException e) {
            return Future.failedFuture(e);
        }
    }
}
