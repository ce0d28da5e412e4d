package dev.onrush.runner.http;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Names for what went wrong in the Vert.x client: those of {@link Failure} where they fit. */
final class Errors {
    private Errors() {}

    static String name(Throwable e) {
        return switch (e) {
            case ConnectTimeoutException _ -> Failure.CONNECT_TIMEOUT.text();
            case TimeoutException _ -> Failure.TIMEOUT.text();
            case UnknownHostException _ -> Failure.UNKNOWN_HOST.text();
            case ConnectException _ -> Failure.CONNECTION_REFUSED.text();
            case HttpClosedException _ -> Failure.CLOSED_BEFORE_ANSWER.text();
            case StreamResetException _ -> Failure.STREAM_RESET.text();
            case SSLException _ -> Failure.TLS_FAILED.text();
            case SocketException _ -> Failure.CONNECTION_RESET.text();
            case VertxException _ -> "connection failed: " + firstWords(e.getMessage());
            default -> e.getClass().getSimpleName() + ": " + firstWords(e.getMessage());
        };
    }

    /** Messages may carry addresses and ids, which would make every failure its own kind. */
    private static String firstWords(String message) {
        String text = String.valueOf(message).replaceAll("[0-9]+", "#");
        return text.length() <= 80 ? text : text.substring(0, 80);
    }
}
