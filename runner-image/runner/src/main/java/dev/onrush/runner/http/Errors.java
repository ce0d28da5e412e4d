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

/** Names for what can go wrong on the way to an answer: few and fixed, so that they can be counted. */
final class Errors {
    private Errors() {}

    static String name(Throwable e) {
        return switch (e) {
            case ConnectTimeoutException _ -> "connect timeout";
            case TimeoutException _ -> "timeout";
            case UnknownHostException _ -> "unknown host";
            case ConnectException _ -> "connection refused";
            case HttpClosedException _ -> "connection closed before the answer";
            case StreamResetException _ -> "stream reset";
            case SSLException _ -> "TLS failed";
            case SocketException _ -> "connection reset";
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
