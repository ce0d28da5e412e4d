package dev.onrush.api;

/** The HTTP clients to choose from, as {@code client:} in a plan in YAML. */
public enum HttpClientKind {
    /** As fast as can be: HTTP/1.1 with the least work per request. */
    FAST,
    /** Everything that a browser's connection does: redirects, decompression, cookies. */
    FULL
}
