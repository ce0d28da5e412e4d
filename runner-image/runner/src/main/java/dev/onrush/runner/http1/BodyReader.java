package dev.onrush.runner.http1;

import dev.onrush.runner.http.Failure;

/** Reads an answer's body as its head frames it: by its length, in chunks, or until the connection ends. Keeps it where it was asked for. */
final class BodyReader {
    private static final int MAX_CHUNK_LINE = 1_024;

    private enum Next {
        BYTES,
        BYTES_UNTIL_CLOSE,
        CHUNK_SIZE,
        CHUNK_BYTES,
        CHUNK_END,
        TRAILERS,
        NOTHING
    }

    private final LineReader lines;
    private final KeptBody kept = new KeptBody();
    private Next next = Next.NOTHING;
    private long left;
    private Failure failure;

    /** @param lines that the head was read from */
    BodyReader(LineReader lines) {
        this.lines = lines;
    }

    void begin(boolean keep) {
        failure = null;
        next = Next.NOTHING;
        kept.begin(keep);
    }

    /** The head is whole. @param toHead the request was a HEAD, whose answer has no body */
    void follow(Head head, boolean toHead) {
        if (toHead || head.status == 204 || head.status == 304) {
            next = Next.NOTHING;
        } else if (head.chunked) {
            next = Next.CHUNK_SIZE;
            lines.begin(MAX_CHUNK_LINE);
        } else if (head.contentLength == Head.NO_LENGTH) {
            next = Next.BYTES_UNTIL_CLOSE;
            head.keepAlive = false;
        } else {
            left = head.contentLength;
            next = left == 0 ? Next.NOTHING : Next.BYTES;
        }
    }

    /** @return the index after what was read of the bytes, of which there is at least one */
    int read(byte[] bytes, int from, int to) {
        return switch (next) {
            case BYTES, CHUNK_BYTES -> bytes(bytes, from, (int) Math.min(to, from + left));
            case BYTES_UNTIL_CLOSE -> keep(bytes, from, to);
            case CHUNK_SIZE, CHUNK_END, TRAILERS -> line(bytes, from, to);
            case NOTHING -> from;
        };
    }

    /** True when it is whole. */
    boolean isComplete() {
        return next == Next.NOTHING && failure == null;
    }

    boolean endsWithConnection() {
        return next == Next.BYTES_UNTIL_CLOSE;
    }

    void complete() {
        next = Next.NOTHING;
    }

    /** What is wrong with it, or null. */
    Failure failure() {
        return failure;
    }

    KeptBody body() {
        return kept;
    }

    private int bytes(byte[] bytes, int from, int to) {
        left -= to - from;
        if (left == 0) {
            next = next == Next.BYTES ? Next.NOTHING : Next.CHUNK_END;
            lines.begin(MAX_CHUNK_LINE);
        }
        return keep(bytes, from, to);
    }

    private int keep(byte[] bytes, int from, int to) {
        if (!kept.add(bytes, from, to)) {
            failure = Failure.BODY_TOO_LONG;
        }
        return to;
    }

    private int line(byte[] bytes, int from, int to) {
        int read = lines.read(bytes, from, to);
        failure = switch (lines.found()) {
            case PART -> null;
            case LINE -> line(lines.line(), lines.from(), lines.to(), lines.from() == lines.to());
            case MALFORMED -> next == Next.TRAILERS ? Failure.MALFORMED_HEADER : Failure.MALFORMED_CHUNK;
            case TOO_LONG -> next == Next.TRAILERS ? Failure.HEAD_TOO_LONG : Failure.MALFORMED_CHUNK;
        };
        return read;
    }

    private Failure line(byte[] line, int from, int to, boolean empty) {
        if (next == Next.CHUNK_SIZE) {
            return chunk(ChunkSize.of(line, from, to));
        }
        if (next == Next.CHUNK_END) {
            next = Next.CHUNK_SIZE;
            lines.begin(MAX_CHUNK_LINE);
            return empty ? null : Failure.MALFORMED_CHUNK;
        }
        if (empty) {
            next = Next.NOTHING;
            return null;
        }
        // Trailers are checked and left alone: none of them may frame a body.
        return Head.isHeader(line, from, to) ? null : Failure.MALFORMED_HEADER;
    }

    private Failure chunk(long size) {
        if (size == ChunkSize.MALFORMED) {
            return Failure.MALFORMED_CHUNK;
        }
        left = size;
        next = size == 0 ? Next.TRAILERS : Next.CHUNK_BYTES;
        lines.begin(size == 0 ? HeadReader.MAX : MAX_CHUNK_LINE);
        return null;
    }
}
