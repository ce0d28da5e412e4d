package dev.onrush.runner.http1;

import dev.onrush.contract.plan.Request.Method;
import dev.onrush.runner.http.Failure;
import dev.onrush.runner.http.HttpUser;
import dev.onrush.runner.http.RenderedRequest;
import dev.onrush.runner.http.Response;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user that sends whatever a program comes up with, one request at a time. */
final class FastUser extends Exchange implements HttpUser {
    private static final Pattern ABSOLUTE = Pattern.compile("(https?://[^/?#]+)(.*)");
    private static final Answers ALL = new Answers(false, true, true);
    private static final Answers TO_HEAD = new Answers(true, true, true);

    private static final int MAX_PORT = 65_535;

    private final Http1Client client;
    private final Origin target;
    private final String base;
    private final Octets out;
    private Promise<Response> promise;

    /** @param out for the bytes of requests, one after the other */
    FastUser(Http1Client client, Origin target, String base, Octets out) {
        this.client = client;
        this.target = target;
        this.base = base;
        this.out = out;
    }

    @Override
    public Future<Response> send(RenderedRequest request) {
        long deadline = System.nanoTime() + request.timeout().toNanos();
        Matcher absolute = ABSOLUTE.matcher(request.url());
        try {
            if (!absolute.matches()) {
                return send(request, target, base + request.url(), deadline);
            }
            String path = absolute.group(2).startsWith("/") ? absolute.group(2) : "/" + absolute.group(2);
            URI uri = URI.create(absolute.group(1));
            if (uri.getHost() == null || uri.getPort() > MAX_PORT) {
                return failed(Failure.INVALID_URL);
            }
            Origin origin = client.origin(uri);
            if (origin.isResolved()) {
                return send(request, origin, path, deadline);
            }
            return client.resolve(origin).compose(_ -> send(request, origin, path, deadline));
        } catch (IllegalArgumentException _) {
            return failed(Failure.INVALID_URL);
        }
    }

    private Future<Response> send(RenderedRequest request, Origin origin, String path, long deadline) {
        if (promise != null) {
            return failed(Failure.STILL_IN_FLIGHT);
        }
        try {
            RequestWriter.write(out, request, path, origin);
        } catch (RequestFailedException e) {
            return Future.failedFuture(e);
        }
        Promise<Response> sent = Promise.promise();
        promise = sent;
        client.send(this, origin, out, request.method() == Method.HEAD ? TO_HEAD : ALL, deadline);
        return sent.future();
    }

    private static Future<Response> failed(Failure failure) {
        return Future.failedFuture(new RequestFailedException(failure));
    }

    @Override
    protected void answered(ResponseParser answer, long now) {
        String[] lines = answer.headLines().toString().split("\n");
        Response response = new Response(
                answer.status(),
                name -> HeaderLines.find(lines, name),
                Buffer.buffer(answer.body().toBytes()),
                answer.bodyBytes());
        taken().complete(response);
    }

    @Override
    protected void failed(Failure failure, long now) {
        taken().fail(new RequestFailedException(failure));
    }

    @Override
    protected void wakened(long now) {
        // It waits for nothing but answers.
    }

    @Override
    public long written(long handed) {
        return written();
    }

    private Promise<Response> taken() {
        Promise<Response> taken = promise;
        promise = null;
        return taken;
    }

    @Override
    public void close() {
        client.leave(this);
        promise = null;
    }
}
