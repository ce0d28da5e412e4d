package dev.onrush.runner.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.impl.HttpResponseImpl;
import java.util.List;

/** What answers a {@link Call} in the end: a head, and a body as it comes, without the pipe and the futures that the client would make for it. */
final class Answer {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int FIRST_STATUS = 200;
    private static final int LAST_STATUS = 999;

    private final HttpClientResponse head;
    private final Body body;

    /** @param keepsBody whether anybody will look at it */
    Answer(HttpClientResponse head, boolean keepsBody) {
        this.head = head;
        this.body = new Body(keepsBody);
    }

    /** What is wrong with it before any of its body is read, or null. No interim answer comes to here in HTTP/1.1; in HTTP/2 some do. */
    Failure wrongStatus() {
        int status = head.statusCode();
        if (status == SWITCHING_PROTOCOLS) {
            return Failure.UNEXPECTED_UPGRADE;
        }
        return status < FIRST_STATUS || status > LAST_STATUS ? Failure.MALFORMED_STATUS_LINE : null;
    }

    /** The next part of its body. @return what is wrong with that, or null */
    Failure add(Buffer part) {
        return body.add(part) ? null : Failure.BODY_TOO_LONG;
    }

    boolean hasCookies() {
        return Cookies.areIn(head);
    }

    /** As the client wants it for keeping its cookies. */
    <T> HttpResponse<T> withoutBody() {
        return new HttpResponseImpl<>(
                head.version(),
                head.statusCode(),
                head.statusMessage(),
                head.headers(),
                head.trailers(),
                head.cookies(),
                null,
                List.of());
    }

    /** For whoever sent the request; the body is in. */
    Response whole() {
        return new Response(head.statusCode(), head::getHeader, body.kept(), body.bytes());
    }
}
