package dev.onrush.operator.observe;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.RunSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Speaks to masters by their pod's address, which works in the cluster and on its node. */
public final class HttpMasterClient implements MasterClient {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int MAX_SUMMARY = 1 << 20;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http;
    private final int port;
    private final Duration answer;

    /** @param port of every master's HTTP API */
    public HttpMasterClient(int port) {
        this(port, ANSWER);
    }

    /** @param answer how long the head of an answer may take, and its body */
    HttpMasterClient(int port, Duration answer) {
        this.port = port;
        this.answer = answer;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public RunSummary summary(Address master) throws IOException, InterruptedException {
        RunSummary summary = json.readValue(get(master, "/api/v1/summary", MAX_SUMMARY), RunSummary.class);
        if (summary == null || summary.runId() == null || summary.state() == null) {
            throw new IOException("the answer is not a run's summary");
        }
        return summary;
    }

    @Override
    public String report(Address master, int maxBytes) throws IOException, InterruptedException {
        return new String(get(master, "/api/v1/report", maxBytes), StandardCharsets.UTF_8);
    }

    @Override
    public void changeLoad(Address master, Load load) throws IOException, InterruptedException {
        post(master, "/api/v1/load", HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(load)));
    }

    @Override
    public void changeWorkers(Address master, int workers) throws IOException, InterruptedException {
        post(
                master,
                "/api/v1/workers",
                HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(new RunSpec.Workers(workers))));
    }

    @Override
    public void stop(Address master) throws IOException, InterruptedException {
        post(master, "/api/v1/stop");
    }

    @Override
    public void quit(Address master) throws IOException, InterruptedException {
        post(master, "/api/v1/quit");
    }

    private byte[] get(Address master, String path, int maxBytes) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                http.send(request(master, path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            expect(response, 200);
            byte[] bytes = inTime(body, maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new ReportTooLargeException(maxBytes);
            }
            return bytes;
        }
    }

    /** A request's own timeout ends with the answer's head. */
    private byte[] inTime(InputStream body, int most) throws IOException {
        CompletableFuture<Void> tooLate = CompletableFuture.runAsync(
                () -> close(body), CompletableFuture.delayedExecutor(answer.toMillis(), TimeUnit.MILLISECONDS));
        try {
            return body.readNBytes(most);
        } finally {
            tooLate.cancel(false);
        }
    }

    /** Whoever reads it is told. */
    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void post(Address master, String path) throws IOException, InterruptedException {
        post(master, path, HttpRequest.BodyPublishers.noBody());
    }

    private void post(Address master, String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = request(master, path).POST(body).build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        // Nobody waits for a body that nobody reads.
        response.body().close();
        expect(response, 202);
    }

    private HttpRequest.Builder request(Address master, String path) {
        String host = master.ip().contains(":") ? "[" + master.ip() + "]" : master.ip();
        return HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path))
                .timeout(answer)
                .header("Authorization", "Bearer " + master.token());
    }

    private static void expect(HttpResponse<?> response, int status) throws IOException {
        if (response.statusCode() != status) {
            throw new IOException(
                    response.uri().getPath() + " answered " + response.statusCode() + ", expected " + status);
        }
    }
}
