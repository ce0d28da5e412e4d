package dev.onrush.runner.http;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.ContentLengthNotAllowedException;
import io.netty.handler.codec.http.InvalidChunkExtensionException;
import io.netty.handler.codec.http.InvalidChunkTerminationException;
import io.netty.handler.codec.http.TransferEncodingNotAllowedException;
import io.netty.handler.codec.http2.Http2Exception;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.http.UpgradeRejectedException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From what the Vert.x client says to the kinds of failure that are counted. */
final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final int MAX_LOGGED = 20;
    private static final int MAX_CAUSES = 10;
    private static final long REFUSED_STREAM = 7;

    /** So that a failure which nobody foresaw is not written down a million times. */
    private final AtomicInteger logged = new AtomicInteger();

    /** How far a request was when it failed. */
    enum Progress {
        /** No connection had it. */
        NOT_SENT,
        /** On a connection of which nothing has come yet. */
        FIRST_ON_CONNECTION,
        /** On a connection that others were answered on, and nothing of its own answer has come. */
        ON_REUSED_CONNECTION,
        /** Within the head of the answer. */
        IN_HEAD,
        IN_BODY
    }

    Failure of(Throwable e, Progress progress) {
        return switch (e) {
            case SSLException _
            when String.valueOf(e.getMessage()).contains("no_application_protocol") -> Failure.UNSUPPORTED_PROTOCOL;
            case HttpClosedException _ when String.valueOf(e.getMessage()).contains("GOAWAY") -> Failure.GOING_AWAY;
            case HttpClosedException _ -> closed(progress, Failure.CLOSED_BEFORE_ANSWER);
            case PrematureChannelClosureException _ -> Failure.TRUNCATED;
            case StreamResetException reset ->
                reset.getCode() == REFUSED_STREAM ? Failure.STREAM_REFUSED : Failure.STREAM_RESET;
            case TimeoutException _ -> Failure.TIMEOUT;
            case ConnectionPoolTooBusyException _ -> Failure.NO_CONNECTION_FREE;
            case UpgradeRejectedException _ -> Failure.UNSUPPORTED_PROTOCOL;
            case TooLongFrameException _ -> Failure.HEAD_TOO_LONG;
            case DecompressionException _ -> Failure.MALFORMED_COMPRESSION;
            case Http2Exception _ -> Failure.MALFORMED_FRAME;
            case ContentLengthNotAllowedException _, TransferEncodingNotAllowedException _ -> Failure.MALFORMED_LENGTH;
            case InvalidChunkTerminationException _, InvalidChunkExtensionException _ -> Failure.MALFORMED_CHUNK;
            default -> {
                Failure failure = NetworkFailures.of(e);
                yield failure == null ? malformed(e, progress) : closed(progress, failure);
            }
        };
    }

    /** A connection that ended is a race, or cuts the answer short, where its end alone says no more than that. */
    private static Failure closed(Progress progress, Failure otherwise) {
        boolean orderly = otherwise == Failure.CLOSED_BEFORE_ANSWER;
        if (!orderly && otherwise != Failure.CONNECTION_RESET) {
            return otherwise;
        }
        return switch (progress) {
            case ON_REUSED_CONNECTION -> Failure.KEEP_ALIVE_RACE;
            case IN_HEAD, IN_BODY -> orderly ? Failure.TRUNCATED : otherwise;
            case NOT_SENT, FIRST_ON_CONNECTION -> otherwise;
        };
    }

    /** Netty has no types for most of what can be wrong with an answer: what was being read decides, and then the words. */
    private Failure malformed(Throwable e, Progress progress) {
        String message = String.valueOf(e.getMessage());
        if (isUrl(e)) {
            return progress == Progress.NOT_SENT ? Failure.INVALID_URL : Failure.MALFORMED_LOCATION;
        }
        return switch (progress) {
            case NOT_SENT ->
                e instanceof IllegalStateException
                        ? Failure.UNSUPPORTED_PROTOCOL
                        : e instanceof IllegalArgumentException ? Failure.INVALID_URL : unexpected(e);
            case FIRST_ON_CONNECTION, ON_REUSED_CONNECTION, IN_HEAD -> {
                if (!isAboutText(e)) {
                    yield unexpected(e);
                }
                if (message.contains("Content-Length")) {
                    yield Failure.MALFORMED_LENGTH;
                }
                boolean statusLine =
                        e instanceof NumberFormatException || message.contains("version") || message.startsWith("code");
                yield statusLine ? Failure.MALFORMED_STATUS_LINE : Failure.MALFORMED_HEADER;
            }
            case IN_BODY -> {
                if (!isAboutText(e)) {
                    yield unexpected(e);
                }
                yield message.contains("header") || message.contains("colon")
                        ? Failure.MALFORMED_HEADER
                        : Failure.MALFORMED_CHUNK;
            }
        };
    }

    /** What Netty throws at a text that it cannot read. */
    private static boolean isAboutText(Throwable e) {
        return e instanceof IllegalArgumentException
                || e instanceof IllegalStateException
                || e instanceof DecoderException
                // It looks octets beyond ASCII up in sets that have none.
                || e instanceof IndexOutOfBoundsException;
    }

    private static boolean isUrl(Throwable e) {
        Throwable deeper = e;
        for (int i = 0; deeper != null && i < MAX_CAUSES; i++) {
            if (deeper instanceof URISyntaxException || deeper instanceof MalformedURLException) {
                return true;
            }
            deeper = deeper.getCause();
        }
        return false;
    }

    private Failure unexpected(Throwable e) {
        if (logged.incrementAndGet() <= MAX_LOGGED) {
            LOG.warn("a request failed as none is known to", e);
        }
        return Failure.UNEXPECTED;
    }
}
