package dev.onrush.runner.worker;

import dev.onrush.runner.bus.Bodies;
import dev.onrush.runner.bus.ProtocolException;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the master says, given to whoever it concerns; what is not understood is logged, and changes nothing. */
record MasterVoice(Vertx vertx) {
    private static final Logger LOG = LoggerFactory.getLogger(MasterVoice.class);

    /** Hears one kind of message on the context that asks. */
    <T extends Record> void on(String address, Class<T> type, Consumer<T> handler) {
        vertx.eventBus().<JsonObject>localConsumer(address, message -> {
            try {
                handler.accept(Bodies.read(message.body(), type));
            } catch (ProtocolException e) {
                LOG.warn("{}: {}", address, e.getMessage());
            }
        });
    }
}
