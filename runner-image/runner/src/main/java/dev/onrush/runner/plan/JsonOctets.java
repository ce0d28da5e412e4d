package dev.onrush.runner.plan;

/** Pieces of JSON's grammar on bytes: each method returns the index after its piece, or -1 where it is not one. */
final class JsonOctets {
    private JsonOctets() {}

    /** What follows a backslash. */
    static int escape(byte[] bytes, int at, int end) {
        if (at >= end) {
            return -1;
        }
        return switch (bytes[at]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
            case 'u' -> hexadecimal(bytes, at + 1, end);
            default -> -1;
        };
    }

    private static int hexadecimal(byte[] bytes, int from, int end) {
        for (int i = from; i < from + 4; i++) {
            if (i >= end || Character.digit(bytes[i], 16) < 0) {
                return -1;
            }
        }
        return from + 4;
    }

    /** As many digits as there are, which may be none. */
    static int digits(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    /** A character of more than one byte, in UTF-8 as RFC 3629 has it. */
    static int character(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xff;
        int more = more(lead);
        if (more == 0 || at + more >= end) {
            return -1;
        }
        int second = bytes[at + 1] & 0xff;
        boolean shortest = !(lead == 0xe0 && second < 0xa0 || lead == 0xf0 && second < 0x90);
        boolean known = !(lead == 0xed && second > 0x9f || lead == 0xf4 && second > 0x8f);
        for (int i = at + 1; i <= at + more; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return -1;
            }
        }
        return shortest && known ? at + more + 1 : -1;
    }

    private static int more(int lead) {
        if (lead >= 0xc2 && lead <= 0xdf) {
            return 1;
        }
        if (lead >= 0xe0 && lead <= 0xef) {
            return 2;
        }
        return lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
    }
}
