package dev.onrush.runner.http1;

import dev.onrush.runner.http.Failure;

/** Reads an answer's head line by line, with the interim answers before it, and keeps it where it was asked for. */
final class HeadReader {
    /** Room for all of its lines. */
    static final int MAX = 64 * 1024;

    private final Head head = new Head();
    private boolean keeps;
    private Octets kept;
    private boolean inFields;
    private boolean complete;

    void begin(boolean keep) {
        keeps = keep;
        if (keep && kept == null) {
            kept = new Octets(512);
        }
        complete = false;
        beginAgain();
    }

    private void beginAgain() {
        inFields = false;
        head.clear();
        if (keeps) {
            kept.clear();
        }
    }

    /** @return what is wrong with the line, or null */
    Failure line(byte[] line, int from, int to) {
        if (!inFields) {
            inFields = true;
            return head.statusLine(line, from, to);
        }
        if (from == to) {
            return ended();
        }
        if (keeps) {
            kept.append(line, from, to);
            kept.append((byte) '\n');
        }
        return head.headerLine(line, from, to);
    }

    /** Interim responses end, since the room for lines is for all of them together. */
    private Failure ended() {
        if (head.status == 101) {
            return Failure.UNEXPECTED_UPGRADE;
        }
        if (head.status < 200) {
            beginAgain();
        } else {
            complete = true;
        }
        return null;
    }

    /** What a line is that cannot be one. */
    Failure malformed() {
        return inFields ? Failure.MALFORMED_HEADER : Failure.MALFORMED_STATUS_LINE;
    }

    /** True when a body follows, or nothing. */
    boolean isComplete() {
        return complete;
    }

    Head head() {
        return head;
    }

    /** The headers' lines, each ended by a line feed; null when they were not asked for. */
    Octets lines() {
        return keeps ? kept : null;
    }
}
