package dev.onrush.runner.http;

import dev.onrush.runner.http.HttpUser.RequestFailedException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.impl.ClientPhase;
import io.vertx.ext.web.client.impl.HttpContext;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;

/**
 * One request of the full client with its redirects, from when it is sent until it ended: once, and no later than its deadline.
 * The deadline is kept here, since the Vert.x client has none for a body, and waits for one that never ends. That client takes it
 * through its steps and follows redirects; what comes is read here, without the pipe and the futures that the client would make for it.
 */
final class Call extends Deadlines.Deadline implements BodyCodec<Buffer> {
    private static final CharSequence USER_AGENT = HttpHeaders.createOptimized("Onrush");

    private final CallEnvironment environment;
    private final Cookies cookies;
    private final SendTimes times;
    private final RenderedRequest rendered;
    private final Carrier carrier = new Carrier();
    private final Promise<Response> ended = Promise.promise();
    private Answer answer;
    private boolean over;

    /** @param times are those of this call from now on */
    Call(CallEnvironment environment, Cookies cookies, SendTimes times, RenderedRequest rendered) {
        this.environment = environment;
        this.cookies = cookies;
        this.times = times;
        this.rendered = rendered;
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
                Carrier.giveBack(now.clientRequest());
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
            case CREATE_REQUEST -> environment.destination().set(now, this);
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

    private void send(HttpContext<?> now) {
        boolean first = now.redirects() == 0;
        if (first && !setHeaders(now.clientRequest().headers())) {
            Carrier.giveBack(now.clientRequest());
            fail(Failure.INVALID_HEADER_VALUE);
            return;
        }
        HttpClientRequest request = now.clientRequest();
        carrier.takes(request);
        if (cookies.areKept()) {
            cookies.handle(now);
        } else {
            Buffer content = first ? rendered.body() : null;
            Future<HttpClientResponse> head = content == null ? request.send() : request.send(content);
            head.onComplete((come, cause) -> headCame(now, come, cause));
        }
        if (first) {
            times.written(carrier.isReused());
        } else {
            times.writtenAgain();
        }
        if (carrier.isMultiplexed()) {
            // Its connection may be in the middle of reading many answers, and passes on what is written when it has
            // read them all.
            long written = times.last();
            environment.context().runOnContext(_ -> times.flushed(written));
        }
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
        carrier.redirected();
        if (cookies.areKept() || Cookies.areIn(redirect)) {
            cookies.handle(now);
        } else {
            now.next();
        }
    }

    private void receive(HttpContext<?> now) {
        carrier.headCame();
        HttpClientResponse come = now.clientResponse();
        come.exceptionHandler(this::failed);
        answer = new Answer(come, rendered.keepsBody());
        Failure wrong = answer.wrongStatus();
        if (wrong != null) {
            fail(wrong);
            return;
        }
        come.handler(this::part);
        come.endHandler(_ -> bodyCame(now));
        if (cookies.areKept()) {
            // The client sent it then, and had it wait.
            come.resume();
        }
    }

    private void part(Buffer part) {
        Failure wrong = over ? null : answer.add(part);
        if (wrong != null) {
            fail(wrong);
        }
    }

    private <T> void bodyCame(HttpContext<T> now) {
        if (over) {
            return;
        }
        if (answer.hasCookies()) {
            now.dispatchResponse(answer.withoutBody());
        } else {
            succeeded();
        }
    }

    private void succeeded() {
        end();
        carrier.answered();
        ended.complete(answer.whole());
    }

    @Override
    void missed() {
        fail(Failure.TIMEOUT);
    }

    boolean isOver() {
        return over;
    }

    /** Gives it up. */
    void fail(Failure failure) {
        if (over) {
            return;
        }
        end();
        try {
            carrier.giveUp();
        } finally {
            ended.fail(new RequestFailedException(failure));
        }
    }

    /** The client says that it failed. */
    void failed(Throwable cause) {
        if (!over) {
            end();
            ended.fail(new RequestFailedException(environment.errors().of(cause, carrier.progress())));
        }
    }

    private void end() {
        over = true;
        environment.deadlines().remove(this);
    }
}
