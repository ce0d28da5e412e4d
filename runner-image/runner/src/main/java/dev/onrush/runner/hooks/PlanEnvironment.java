package dev.onrush.runner.hooks;

import dev.onrush.api.Delivery;
import dev.onrush.api.Environment;
import dev.onrush.api.MessageHandler;
import dev.onrush.api.Option;
import dev.onrush.api.Role;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a plan's code sees of the process that it is in. */
final class PlanEnvironment implements Environment {
    /** The longest message as JSON, in bytes. */
    private static final int MAX_MESSAGE_BYTES = 1 << 20;

    private final PlanRuntime runtime;

    PlanEnvironment(PlanRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public Role role() {
        return runtime.role();
    }

    @Override
    public String runId() {
        return runtime.place().runId();
    }

    @Override
    public String id() {
        return runtime.place().id();
    }

    @Override
    public int workerIndex() {
        return runtime.place().workerIndex();
    }

    @Override
    public URI target() {
        return runtime.place().target();
    }

    @Override
    public List<String> workers() {
        return runtime.role() == Role.LOCAL
                ? List.of(runtime.place().id())
                : runtime.outlet().workers();
    }

    @Override
    public int users() {
        return runtime.outlet().users();
    }

    @Override
    public <T> T option(Option<T> option) {
        return runtime.options().get(option);
    }

    @Override
    public byte[] file(String name) {
        byte[] file = runtime.plan().files().files().get(name);
        if (file == null) {
            throw new IllegalArgumentException("expected one of the plan's files "
                    + runtime.plan().files().files().keySet() + ", found " + name);
        }
        return file.clone();
    }

    @Override
    public <T> void registerMessage(String type, Class<T> payload, MessageHandler<T> handler, Delivery delivery) {
        runtime.handlers().register(type, payload, handler, delivery);
    }

    @Override
    public void sendMessage(String type, Object data) {
        String json = json(data);
        if (runtime.role() == Role.LOCAL) {
            runtime.receive(type, json, runtime.place().id());
        } else {
            runtime.outlet().send(type, json);
        }
    }

    @Override
    public void sendMessage(String type, Object data, String worker) {
        String json = json(data);
        if (runtime.role() == Role.WORKER) {
            throw new IllegalArgumentException("a worker can send to the master only");
        }
        if (runtime.role() == Role.LOCAL) {
            if (!worker.equals(runtime.place().id())) {
                throw new IllegalArgumentException("there is no worker " + worker);
            }
            runtime.receive(type, json, runtime.place().id());
        } else {
            runtime.outlet().send(type, json, worker);
        }
    }

    @Override
    public void stopTest(String reason) {
        runtime.outlet().stopTest(String.valueOf(reason));
    }

    private static String json(Object data) {
        String json = PlanJson.write(data);
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException(
                    "expected a message of at most " + MAX_MESSAGE_BYTES + " bytes as JSON, found " + bytes);
        }
        return json;
    }
}
