package dev.onrush.runner.master;

import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Bodies;
import dev.onrush.runner.bus.Complaints;
import dev.onrush.runner.bus.MasterClock;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.NotNowException;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ProtocolException;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes workers' messages off the master's event bus and answers them. */
final class MasterEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(MasterEndpoint.class);
    private static final int REFUSED = 400;

    private final EventBus bus;
    private final Complaints complaints = new Complaints(LOG);

    private MasterEndpoint(EventBus bus) {
        this.bus = bus;
    }

    static void bind(EventBus bus, WorkerMessages messages) {
        MasterEndpoint endpoint = new MasterEndpoint(bus);
        endpoint.on(Addresses.REGISTER, Messages.Register.class, (_, register) -> messages.register(register));
        endpoint.on(Addresses.WAITING, Messages.Waiting.class, (worker, waiting) -> {
            messages.waiting(worker, waiting);
            return waiting;
        });
        endpoint.on(Addresses.READY, Messages.Ready.class, (worker, ready) -> {
            messages.ready(worker, ready);
            return ready;
        });
        endpoint.on(Addresses.HEARTBEAT, Messages.Heartbeat.class, messages::heartbeat);
        endpoint.on(Addresses.CLOCK, Messages.AskClock.class, (_, _) -> new Messages.Clock(MasterClock.micros()));
        endpoint.on(Addresses.BEGUN, Messages.Begun.class, (worker, begun) -> {
            messages.begun(worker, begun);
            return begun;
        });
        endpoint.onReport(messages);
        endpoint.on(Addresses.CUSTOM, Messages.Custom.class, messages::custom);
        endpoint.on(Addresses.CUSTOM_RECEIVED, Messages.CustomReceived.class, (worker, received) -> {
            messages.customReceived(worker, received);
            return received;
        });
        endpoint.on(Addresses.STOP_TEST, Messages.StopTest.class, (worker, stop) -> {
            messages.stopTest(worker, stop);
            return stop;
        });
        endpoint.on(Addresses.LOGS, Messages.Logs.class, (worker, logs) -> {
            messages.logs(worker, logs);
            return new Messages.Logs(logs.first() + logs.lines().size(), List.of());
        });
        bus.<String>localConsumer(Addresses.DISCONNECTED, message -> messages.disconnected(message.body()));
    }

    @FunctionalInterface
    private interface Handler<T> {
        Record handle(String worker, T message) throws ProtocolException;
    }

    private <T extends Record> void on(String address, Class<T> type, Handler<T> handler) {
        consume(address, (worker, body) -> handler.handle(worker, Bodies.read(body, type)));
    }

    private void onReport(WorkerMessages messages) {
        consume(Addresses.REPORT, (worker, body) -> {
            Payload data = Payload.take(body);
            if (data == null) {
                throw new ProtocolException("expected a report's bytes beside its JSON");
            }
            return messages.report(worker, Bodies.read(body, Messages.Report.class), data);
        });
    }

    private void consume(String address, Handler<JsonObject> handler) {
        bus.<JsonObject>localConsumer(address, message -> {
            String worker = message.headers().get(Addresses.WORKER_HEADER);
            try {
                message.reply(Bodies.write(handler.handle(worker, message.body())));
            } catch (NotNowException e) {
                message.fail(NotNowException.CODE, e.getMessage());
            } catch (ProtocolException e) {
                complaints.warn("{} from {}: {}", address, worker, e.getMessage());
                message.fail(REFUSED, e.getMessage());
            }
        });
    }
}
