package dev.onrush.runner.http;

import dev.onrush.runner.http.Errors.Progress;
import dev.onrush.runner.http.HttpUser.RequestFailedException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.impl.ClientPhase;
import io.vertx.ext.web.client.impl.HttpContext;
import io.vertx.ext.web.client.impl.HttpResponseImpl;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.util.List;

/**
 * One request of the full client with its redirects, from when it is sent until it ended: once, and no later than its deadline.
 * The deadline is kept here, since the Vert.x client has none for a body, and waits for one that never ends. That client takes it
 * through its steps and follows redirects; what comes is read here, without the pipe and the futures that the client would make for it.
 */
final class Call extends Deadlines.Deadline implements BodyCodec<Buffer> {
    private static final int FIRST_STATUS = 100;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int LAST_STATUS = 999;
    private static final CharSequence USER_AGENT = HttpHeaders.createOptimized("Onrush");

    private final CallEnvironment environment;
    private final Cookies cookies;
    private final SendTimes times;
    private final RenderedRequest rendered;
    private final Body body;
    private final Promise<Response> ended = Promise.promise();
    private boolean over;

    private HttpClientRequest request;
    private HttpClientResponse answer;
    private Progress progress = Progress.NOT_SENT;
    private Wire wire;
    private long bytesBefore;
    private boolean multiplexed;

    /** @param times are those of this call from now on */
    Call(CallEnvironment environment, Cookies cookies, SendTimes times, RenderedRequest rendered) {
        this.environment = environment;
        this.cookies = cookies;
        this.times = times;
        this.rendered = rendered;
        this.body = new Body(rendered.keepsBody());
    }

    Future<Response> send(HttpRequest<Buffer> http) {
        long millis = Math.max(1, rendered.timeout().toMillis());
        environment.deadlines().set(this, millis);
        HttpRequest<Buffer> bounded = http.connectTimeout(millis).as(this);
        times.handing();
        try {
            // How it ends is told step by step, by the last of which it is a failure.
            if (rendered.body() == null) {
                bounded.send();
            } else {
                bounded.sendBuffer(rendered.body());
            }
        } catch (RuntimeException e) {
            failed(e);
        }
        times.handed();
        return ended.future();
    }

    /** Marks the request as one of this call's; nothing is read through it. */
    @Override
    public BodyStream<Buffer> stream() {
        throw new IllegalStateException("a call reads its answer itself");
    }

    /** The client has come to its next step with this request; on that step's way. */
    void reached(HttpContext<?> now) {
        if (over) {
            if (now.phase() == ClientPhase.SEND_REQUEST) {
                // It waited for a connection for too long.
                giveBack(now.clientRequest());
            }
            return;
        }
        try {
            step(now);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void step(HttpContext<?> now) {
        switch (now.phase()) {
            case PREPARE_REQUEST -> now.next();
            case CREATE_REQUEST -> address(now);
            case SEND_REQUEST -> send(now);
            case FOLLOW_REDIRECT -> redirected(now);
            case RECEIVE_RESPONSE -> receive(now);
            case DISPATCH_RESPONSE -> {
                cookies.handle(now);
                succeeded();
            }
            case FAILURE -> failed(now.failure());
        }
    }

    /** Says where to connect to: the client would look the host up once and stay with its first address. */
    private void address(HttpContext<?> now) {
        RequestOptions options = now.requestOptions();
        String host = bare(options.getHost());
        Future<Void> known = environment.hosts().lookedUp(host);
        if (known.isComplete()) {
            addressed(now, options, host);
        } else {
            known.onComplete((_, _) -> addressed(now, options, host));
        }
    }

    private void addressed(HttpContext<?> now, RequestOptions options, String host) {
        if (over) {
            return;
        }
        try {
            SocketAddress address = environment.hosts().next(host, options.getPort());
            if (address == null) {
                fail(Failure.UNKNOWN_HOST);
            } else {
                options.setServer(address);
                now.next();
            }
        } catch (RuntimeException e) {
            // A port out of range is thrown, unlike most of what can be wrong.
            failed(e);
        }
    }

    /** An IPv6 address without its brackets. */
    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private void send(HttpContext<?> now) {
        boolean first = now.redirects() == 0;
        if (first && !setHeaders(now.clientRequest().headers())) {
            giveBack(now.clientRequest());
            fail(Failure.INVALID_HEADER_VALUE);
            return;
        }
        request = now.clientRequest();
        wire = Wire.of(request.connection());
        multiplexed = request.version() == HttpVersion.HTTP_2;
        bytesBefore = wire == null ? 0 : wire.bytes();
        progress = wire != null && wire.hasAnswered() ? Progress.ON_REUSED_CONNECTION : Progress.FIRST_ON_CONNECTION;
        if (cookies.areKept()) {
            cookies.handle(now);
        } else {
            Buffer content = first ? rendered.body() : null;
            Future<HttpClientResponse> head = content == null ? request.send() : request.send(content);
            head.onComplete((come, cause) -> headCame(now, come, cause));
        }
        if (first) {
            times.written(progress == Progress.ON_REUSED_CONNECTION);
        } else {
            times.writtenAgain();
        }
    }

    /** Leaves the connection of a request that is not sent to others, and the log without it. */
    private static void giveBack(HttpClientRequest unsent) {
        unsent.exceptionHandler(_ -> {});
        unsent.reset();
    }

    /** Those of the plan, into what is sent at once: the client would copy them twice on their way there. */
    private boolean setHeaders(MultiMap headers) {
        headers.set(HttpHeaders.USER_AGENT, USER_AGENT);
        try {
            rendered.headers().forEach(headers::set);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private void headCame(HttpContext<?> now, HttpClientResponse come, Throwable cause) {
        if (cause != null) {
            failed(cause);
        } else if (!over) {
            come.exceptionHandler(this::failed);
            now.receiveResponse(come);
        }
    }

    private void redirected(HttpContext<?> now) {
        HttpClientResponse redirect = now.clientResponse();
        times.redirected();
        // Nobody reads what else it says.
        redirect.exceptionHandler(_ -> {});
        redirect.resume();
        answered();
        progress = Progress.NOT_SENT;
        if (cookies.areKept() || Cookies.areIn(redirect)) {
            cookies.handle(now);
        } else {
            now.next();
        }
    }

    private void receive(HttpContext<?> now) {
        progress = Progress.IN_BODY;
        answer = now.clientResponse();
        answer.exceptionHandler(this::failed);
        Failure wrong = wrongStatus(answer.statusCode());
        if (wrong != null) {
            fail(wrong);
            return;
        }
        answer.handler(this::part);
        answer.endHandler(_ -> bodyCame(now));
        if (cookies.areKept()) {
            // The client sent it then, and had it wait.
            answer.resume();
        }
    }

    private void part(Buffer part) {
        if (!over && !body.add(part)) {
            fail(Failure.BODY_TOO_LONG);
        }
    }

    private <T> void bodyCame(HttpContext<T> now) {
        if (over) {
            return;
        }
        if (Cookies.areIn(answer)) {
            now.dispatchResponse(new HttpResponseImpl<>(
                    answer.version(),
                    answer.statusCode(),
                    answer.statusMessage(),
                    answer.headers(),
                    answer.trailers(),
                    answer.cookies(),
                    null,
                    List.of()));
        } else {
            succeeded();
        }
    }

    private void succeeded() {
        end();
        answered();
        ended.complete(new Response(answer.statusCode(), answer::getHeader, body.kept(), body.bytes()));
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

    @Override
    void missed() {
        fail(Failure.TIMEOUT);
    }

    /** Gives it up: whatever carries it is of no more use, since the rest of the answer would be taken for that of the next. */
    private void fail(Failure failure) {
        if (over) {
            return;
        }
        end();
        try {
            if (progress != Progress.NOT_SENT) {
                request.reset();
            }
        } finally {
            ended.fail(new RequestFailedException(failure));
        }
    }

    /** The client says that it failed. */
    private void failed(Throwable cause) {
        if (!over) {
            end();
            ended.fail(new RequestFailedException(environment.errors().of(cause, progress())));
        }
    }

    private void end() {
        over = true;
        environment.deadlines().remove(this);
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
