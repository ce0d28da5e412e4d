package dev.onrush.runner.http;

import dev.onrush.runner.http.Errors.Progress;
import dev.onrush.runner.http.HttpUser.RequestFailedException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.impl.ClientPhase;
import io.vertx.ext.web.client.impl.HttpContext;
import java.net.InetAddress;

/**
 * One request of the full client with its redirects, from when it is sent until it ended: once, and no later than its deadline.
 * The deadline is kept here, since the Vert.x client has none for a body, and waits for one that never ends.
 */
final class Call {
    private static final int FIRST_STATUS = 100;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int LAST_STATUS = 999;

    private final Vertx vertx;
    private final Errors errors;
    private final Hosts hosts;
    private final Body body;
    private final Promise<Response> ended = Promise.promise();
    private long timer = -1;
    private boolean over;

    private HttpContext<?> context;
    private Progress progress = Progress.NOT_SENT;
    private Wire wire;
    private long bytesBefore;
    private boolean multiplexed;

    Call(Vertx vertx, Errors errors, Hosts hosts, boolean keepsBody) {
        this.vertx = vertx;
        this.hosts = hosts;
        this.errors = errors;
        this.body = new Body(this, keepsBody);
    }

    Future<Response> send(HttpRequest<Buffer> request, RenderedRequest rendered) {
        long millis = Math.max(1, rendered.timeout().toMillis());
        timer = vertx.setTimer(millis, _ -> fail(Failure.TIMEOUT));
        HttpRequest<Buffer> bounded = request.connectTimeout(millis).as(body);
        try {
            Future<HttpResponse<Buffer>> answer =
                    rendered.body() == null ? bounded.send() : bounded.sendBuffer(rendered.body());
            answer.onComplete(this::ended);
        } catch (RuntimeException e) {
            // A port out of range is thrown, unlike most of what can be wrong.
            fail(errors.of(e, Progress.NOT_SENT));
        }
        return ended.future();
    }

    /** The client has come to its next step with this request; on that step's way. */
    void reached(HttpContext<?> now) {
        context = now;
        if (over && now.phase() != ClientPhase.FAILURE) {
            if (now.phase() == ClientPhase.SEND_REQUEST) {
                // It waited for a connection for too long.
                now.clientRequest().reset();
            }
            return;
        }
        switch (now.phase()) {
            case CREATE_REQUEST -> {
                address(now);
                return;
            }
            case SEND_REQUEST -> sent(now.clientRequest());
            case RECEIVE_RESPONSE -> {
                progress = Progress.IN_BODY;
                Failure wrong = wrongStatus(now.clientResponse().statusCode());
                if (wrong != null) {
                    now.clientResponse().exceptionHandler(_ -> {});
                    fail(wrong);
                    return;
                }
            }
            case FOLLOW_REDIRECT -> {
                answered();
                progress = Progress.NOT_SENT;
            }
            default -> {}
        }
        now.next();
    }

    /** Says where to connect to: the client would look the host up once and stay with its first address. */
    private void address(HttpContext<?> now) {
        RequestOptions options = now.requestOptions();
        String host = bare(options.getHost());
        Future<Void> known = hosts.lookedUp(host);
        if (known.isComplete()) {
            addressed(now, options, host);
        } else {
            known.onComplete(_ -> addressed(now, options, host));
        }
    }

    private void addressed(HttpContext<?> now, RequestOptions options, String host) {
        InetAddress address = hosts.next(host);
        if (address == null) {
            fail(Failure.UNKNOWN_HOST);
        } else if (!over) {
            options.setServer(SocketAddress.inetSocketAddress(options.getPort(), address.getHostAddress()));
            now.next();
        }
    }

    /** An IPv6 address without its brackets. */
    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private void sent(HttpClientRequest request) {
        wire = Wire.of(request.connection());
        multiplexed = request.version() == HttpVersion.HTTP_2;
        bytesBefore = wire == null ? 0 : wire.bytes();
        progress = wire != null && wire.hasAnswered() ? Progress.ON_REUSED_CONNECTION : Progress.FIRST_ON_CONNECTION;
    }

    private static Failure wrongStatus(int status) {
        if (status == SWITCHING_PROTOCOLS) {
            return Failure.UNEXPECTED_UPGRADE;
        }
        return status < FIRST_STATUS || status > LAST_STATUS ? Failure.MALFORMED_STATUS_LINE : null;
    }

    private void answered() {
        if (wire != null) {
            wire.answered();
        }
    }

    /** Gives it up: whatever carries it is of no more use, since the rest of the answer would be taken for that of the next. */
    void fail(Failure failure) {
        if (over) {
            return;
        }
        end();
        try {
            if (context != null && progress == Progress.IN_BODY) {
                context.clientResponse().request().reset();
            }
            if (context != null) {
                context.fail(new RequestFailedException(failure));
            }
        } finally {
            ended.fail(new RequestFailedException(failure));
        }
    }

    private void end() {
        over = true;
        vertx.cancelTimer(timer);
    }

    private void ended(AsyncResult<HttpResponse<Buffer>> result) {
        if (over) {
            return;
        }
        if (result.failed()) {
            end();
            ended.fail(new RequestFailedException(errors.of(result.cause(), progress())));
        } else {
            end();
            answered();
            HttpResponse<Buffer> answer = result.result();
            ended.complete(new Response(answer.statusCode(), answer::getHeader, answer.body(), body.bytes()));
        }
    }

    /** Other streams' bytes say nothing about an answer in HTTP/2, and nothing at all has come where not even they did. */
    private Progress progress() {
        boolean waiting = progress == Progress.FIRST_ON_CONNECTION || progress == Progress.ON_REUSED_CONNECTION;
        if (!waiting || wire == null || wire.bytes() == bytesBefore) {
            return progress;
        }
        return multiplexed ? Progress.FIRST_ON_CONNECTION : Progress.IN_HEAD;
    }
}
