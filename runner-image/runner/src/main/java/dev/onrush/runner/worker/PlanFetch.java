package dev.onrush.runner.worker;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Bodies;
import dev.onrush.runner.bus.BusClient;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ProtocolException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** Gets the plan's files from the master, on a connection of its own that ends with it. */
final class PlanFetch {
    private static final long TIMEOUT_MILLIS = 10_000;

    private final WorkerOptions options;
    private final BusClient client;
    private final PlanAssembly assembly = new PlanAssembly();

    private PlanFetch(Vertx vertx, WorkerOptions options) {
        this.options = options;
        this.client = new BusClient(vertx, options.credentials().tls());
    }

    /** Fails with a {@link ProtocolException} when what came is not the plan that the master meant. */
    static Future<PlanFiles> from(Vertx vertx, WorkerOptions options) {
        PlanFetch fetch = new PlanFetch(vertx, options);
        return fetch.client
                .connect(options.masterHost(), options.masterPort(), () -> {})
                .compose(ignored -> fetch.rest())
                .onComplete(ignored -> fetch.client.close());
    }

    private Future<PlanFiles> rest() {
        Messages.FetchPlan next =
                new Messages.FetchPlan(options.credentials().token().reveal(), assembly.received());
        return client.request(Addresses.PLAN, next, TIMEOUT_MILLIS).compose(this::add);
    }

    private Future<PlanFiles> add(JsonObject body) {
        try {
            assembly.add(Bodies.read(body, Messages.PlanPart.class));
            return assembly.isWhole() ? Future.succeededFuture(assembly.files()) : rest();
        } catch (ProtocolException e) {
            return Future.failedFuture(e);
        }
    }
}
