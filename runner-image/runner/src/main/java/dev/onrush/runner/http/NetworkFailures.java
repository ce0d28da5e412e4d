package dev.onrush.runner.http;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** From what the kernel, the resolver and TLS say to the kinds of failure that are counted; the same for every client. */
public final class NetworkFailures {
    private static final int MAX_CAUSES = 10;

    private NetworkFailures() {}

    /** The kind; null when it is none of the network's. */
    public static Failure of(Throwable cause) {
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
            case SSLException _ -> tls(cause);
            case DecoderException decoder when decoder.getCause() instanceof SSLException -> tls(decoder.getCause());
            case IOException _ ->
                message.contains("unreachable") || message.contains("no route")
                        ? Failure.CONNECT_FAILED
                        : Failure.CONNECTION_RESET;
            default -> null;
        };
    }

    private static Failure tls(Throwable cause) {
        Throwable deeper = cause;
        for (int i = 0; deeper != null && i < MAX_CAUSES; i++) {
            if (deeper instanceof CertificateException) {
                return Failure.TLS_CERTIFICATE;
            }
            deeper = deeper.getCause();
        }
        return Failure.TLS_FAILED;
    }
}
