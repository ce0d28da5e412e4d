package dev.onrush.runner.http1;

import dev.onrush.runner.http.Failure;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** From what Netty and the kernel say to the kinds of failure that are counted. */
final class Failures {
    private Failures() {}

    static Failure of(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("too many open files")) {
            return Failure.NO_FILE_DESCRIPTOR;
        }
        if (cause instanceof BindException || message.contains("cannot assign requested address")) {
            return Failure.NO_LOCAL_PORT;
        }
        return switch (cause) {
            case ConnectTimeoutException _ -> Failure.CONNECT_TIMEOUT;
            case UnknownHostException _ -> Failure.UNKNOWN_HOST;
            case NoRouteToHostException _ -> Failure.CONNECT_FAILED;
            case ConnectException _ ->
                message.contains("refused") ? Failure.CONNECTION_REFUSED : Failure.CONNECT_FAILED;
            case SSLException _ -> Failure.TLS_FAILED;
            case DecoderException decoder when decoder.getCause() instanceof SSLException -> Failure.TLS_FAILED;
            default -> Failure.CONNECTION_RESET;
        };
    }
}
