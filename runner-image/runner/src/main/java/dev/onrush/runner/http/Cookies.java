package dev.onrush.runner.http;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.impl.HttpContext;
import io.vertx.ext.web.client.impl.SessionAwareInterceptor;
import io.vertx.ext.web.client.impl.WebClientSessionAware;
import io.vertx.ext.web.client.spi.CookieStore;

/** One user's cookies: a session of the web client, which a user has as soon as a target has set one, and not before. */
final class Cookies {
    private final WebClient client;
    private SessionAwareInterceptor session;

    Cookies(WebClient client) {
        this.client = client;
    }

    /** Whether an answer sets any, in its head or, once that is in, after its body. */
    static boolean areIn(HttpClientResponse answer) {
        return answer.headers().contains(HttpHeaders.SET_COOKIE) || answer.getTrailer("set-cookie") != null;
    }

    /** Whether there may be any to send. */
    boolean areKept() {
        return session != null;
    }

    /** Lets the session do what is its part in this step of the client, which then goes on. */
    void handle(HttpContext<?> now) {
        if (session == null) {
            session = new SessionAwareInterceptor(new WebClientSessionAware(client, CookieStore.build()));
        }
        session.handle(now);
    }
}
