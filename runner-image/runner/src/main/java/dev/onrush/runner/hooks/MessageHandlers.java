package dev.onrush.runner.hooks;

import dev.onrush.api.Delivery;
import dev.onrush.api.Environment;
import dev.onrush.api.Message;
import dev.onrush.api.MessageHandler;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What a plan does with messages, by their type. */
final class MessageHandlers {
    private final Map<String, Registered<?>> handlers = new ConcurrentHashMap<>();

    private record Registered<T>(Class<T> payload, MessageHandler<T> handler, Delivery delivery) {
        void handle(Environment environment, String type, String json, String sender) throws Exception {
            handler.handle(environment, new Message<>(type, PlanJson.read(json, payload), sender));
        }
    }

    <T> void register(String type, Class<T> payload, MessageHandler<T> handler, Delivery delivery) {
        handlers.put(
                Objects.requireNonNull(type, "type"),
                new Registered<>(
                        Objects.requireNonNull(payload, "payload"),
                        Objects.requireNonNull(handler, "handler"),
                        Objects.requireNonNull(delivery, "delivery")));
    }

    /** True when messages of the type wait for each other; also where nobody handles them. */
    boolean isInOrder(String type) {
        Registered<?> registered = handlers.get(type);
        return registered == null || registered.delivery() == Delivery.IN_ORDER;
    }

    /** @param failed is given what the handler threw, or that there is none */
    void handle(Environment environment, String type, String json, String sender, Consumer<Throwable> failed) {
        Registered<?> registered = handlers.get(type);
        if (registered == null) {
            failed.accept(new IllegalStateException("no handler is registered for messages of type \"" + type + "\""));
            return;
        }
        try {
            registered.handle(environment, type, json, sender);
        } catch (Throwable e) {
            failed.accept(e);
        }
    }
}
