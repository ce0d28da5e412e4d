package dev.onrush.runner.worker;

import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Bodies;
import dev.onrush.runner.bus.BusServer;
import dev.onrush.runner.bus.MasterClock;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.bus.Token;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A master within the process, on loopback, that agrees to everything. */
final class RehearsalMaster extends VerticleBase {
    static final String LOOPBACK = "127.0.0.1";
    static final Messages.Registered REGISTERED =
            new Messages.Registered("rehearsal", 0, "http://rehearsal", 1, 1, 1, 1, Map.of(), "rehearsal", null, 0, 0L);

    private final Token token = Token.random();
    private BusServer bus;

    @Override
    public Future<?> start() {
        answer(Addresses.REGISTER, _ -> REGISTERED);
        answer(Addresses.REPORT, report -> new Messages.Acknowledged(report.getLong("sequence")));
        answer(Addresses.HEARTBEAT, RehearsalMaster::granted);
        answer(Addresses.LOGS, logs -> new Messages.Logs(logs.getLong("first"), List.of()));
        bus = new BusServer(vertx, ServerCredentials.plain(token));
        return bus.listen(LOOPBACK, 0);
    }

    /** What it lets in. */
    Token token() {
        return token;
    }

    /** Where it listens, once it is deployed. */
    int port() {
        return bus.port();
    }

    private static Messages.Granted granted(JsonObject heartbeat) {
        Messages.Pursued pursued = new Messages.Pursued(1, 1);
        // Whoever rehearses grants requests itself.
        return new Messages.Granted(0, 0, 0, 1, pursued, MasterClock.micros());
    }

    private void answer(String address, Function<JsonObject, Record> answer) {
        vertx.eventBus()
                .<JsonObject>localConsumer(address, asked -> asked.reply(Bodies.write(answer.apply(asked.body()))));
    }
}
