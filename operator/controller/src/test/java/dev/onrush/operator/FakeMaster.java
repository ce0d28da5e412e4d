package dev.onrush.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.onrush.contract.report.RunSummary;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** A master's HTTP API with a script behind it. */
final class FakeMaster implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private volatile BiFunction<String, Integer, RunSummary> script = (runId, call) -> Summaries.starting(runId, 0);
    private volatile String runId;
    private volatile String token;
    private volatile boolean silent;

    FakeMaster() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** @param next from the run id and the number of the call, counted from 1, to what the master says */
    void says(BiFunction<String, Integer, RunSummary> next) {
        script = next;
    }

    /** The script of an ordinary run that ends at its eighth poll. */
    void passes() {
        says((id, call) -> call <= 2
                ? Summaries.starting(id, call - 1)
                : call <= 7 ? Summaries.running(id, call * 100L, 0) : Summaries.finished(id, 1_000, true));
    }

    void runs(String id) {
        runId = id;
    }

    RunSummary last() {
        return script.apply(runId, Integer.MAX_VALUE);
    }

    /** From now on it answers nothing at all. */
    void fallsSilent() {
        silent = true;
    }

    /** From now on it answers 409 there. */
    void refuses(String path) {
        refused.add(path);
    }

    void accepts(String path) {
        refused.remove(path);
    }

    /** The last body that was sent there. */
    String body(String path) {
        return bodies.get(path);
    }

    int calls(String path) {
        return calls.computeIfAbsent(path, p -> new AtomicInteger()).get();
    }

    String token() {
        return token;
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (silent) {
            exchange.close();
            return;
        }
        String path = exchange.getRequestURI().getPath();
        int call = calls.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
        bodies.put(path, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        token = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] body =
                switch (path) {
                    case "/api/v1/summary" -> new ObjectMapper().writeValueAsBytes(script.apply(runId, call));
                    case "/api/v1/report" -> "{\"report\":true}".getBytes(StandardCharsets.UTF_8);
                    default -> new byte[0];
                };
        try (exchange) {
            int empty = refused.contains(path) ? 409 : 202;
            exchange.sendResponseHeaders(body.length == 0 ? empty : 200, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
