package dev.onrush.runner.http1;

/** An answer's body: how long it is, and where that was asked for all of it, up to {@link #MAX} bytes. */
final class KeptBody {
    static final int MAX = 8 * 1024 * 1024;

    private boolean keeps;
    private long length;
    private Octets octets;

    void begin(boolean keep) {
        keeps = keep;
        length = 0;
        if (!keep) {
            rest();
        } else if (octets == null) {
            octets = new Octets(512);
        } else {
            octets.clear();
        }
    }

    /** The body has been read; one that was large is not held until the next. */
    void rest() {
        if (octets != null && octets.isLarge()) {
            octets = null;
        }
    }

    /** False when it is too long to be kept, as it should be. */
    boolean add(byte[] bytes, int from, int to) {
        length += to - from;
        if (!keeps) {
            return true;
        }
        if (length > MAX) {
            return false;
        }
        octets.append(bytes, from, to);
        return true;
    }

    /** In bytes, kept or not. */
    long length() {
        return length;
    }

    /** Null unless it was asked for. */
    Octets octets() {
        return keeps ? octets : null;
    }
}
