package dev.onrush.runner.http;

import io.vertx.core.buffer.Buffer;
import java.util.function.Function;

/**
 * An answer whose last byte is in.
 *
 * @param header the value of a header, whatever its case; null when it is absent
 * @param body empty where there is none, or where it was not kept
 * @param bodyBytes how long the body was, kept or not
 */
public record Response(int status, Function<String, String> header, Buffer body, long bodyBytes) {}
