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
            Origin origin = client.origin(URI.create(absolute.group(1)));
            if (origin.isResolved()) {
                return send(request, origin, path, deadline);
            }
            return client.resolve(origin).compose(_ -> send(request, origin, path, deadline));
        } catch (IllegalArgumentException e) {
            return failed("cannot be sent: " + e.getMessage());
        }
    }

    private Future<Response> send(RenderedRequest request, Origin origin, String path, long deadline) {
        if (promise != null) {
            return failed("cannot be sent: the user's request before is still in flight");
        }
        try {
            RequestWriter.write(out, request, path, origin);
        } catch (IllegalArgumentException e) {
            return failed("cannot be sent: " + e.getMessage());
        }
        Promise<Response> sent = Promise.promise();
        promise = sent;
        client.send(this, origin, out, request.method() == Method.HEAD ? TO_HEAD : ALL, deadline);
        return sent.future();
    }

    private static Future<Response> failed(String message) {
        return Future.failedFuture(new RequestFailedException(message));
    }

    @Override
    protected void answered(ResponseParser answer, long now) {
        String[] lines = answer.headLines().toString().split("\n");
        Response response = new Response(
                answer.status(),
                name -> HeaderLines.find(lines, name),
                Buffer.buffer(answer.body().toBytes()));
        taken().complete(response);
    }

    @Override
    protected void failed(Failure failure, long now) {
        taken().fail(new RequestFailedException(failure.text()));
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
