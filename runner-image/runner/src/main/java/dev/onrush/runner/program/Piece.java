package dev.onrush.runner.program;

import dev.onrush.runner.http1.Octets;
import java.util.random.RandomGenerator;

/** A piece of a text: bytes that are always the same, or a gap. */
sealed interface Piece {
    /** @return false when a variable that goes here was never extracted */
    boolean append(Octets out, Fill fill);

    record Fixed(byte[] bytes) implements Piece {
        @Override
        public boolean append(Octets out, Fill fill) {
            out.append(bytes);
            return true;
        }
    }

    record Variable(int slot, String name, Escape escape) implements Piece {
        @Override
        public boolean append(Octets out, Fill fill) {
            String value = fill.variable(slot);
            if (value == null) {
                return false;
            }
            out.append(escape.apply(value));
            return true;
        }
    }

    /** @param bound one more than the highest; the plan's numbers have at most 18 digits, so that it does not overflow */
    record Random(long min, long bound) implements Piece {
        @Override
        public boolean append(Octets out, Fill fill) {
            out.append(fill.random().nextLong(min, bound));
            return true;
        }
    }

    record User() implements Piece {
        @Override
        public boolean append(Octets out, Fill fill) {
            out.append(fill.user());
            return true;
        }
    }

    record Iteration() implements Piece {
        @Override
        public boolean append(Octets out, Fill fill) {
            out.append(fill.iteration());
            return true;
        }
    }

    /** A random UUID (RFC 9562, version 4). */
    record Uuid() implements Piece {
        private static final long VERSION_4 = 0x0000_0000_0000_4000L;
        private static final long VERSION_MASK = 0xffff_ffff_ffff_0fffL;
        private static final long VARIANT = 0x8000_0000_0000_0000L;
        private static final long VARIANT_MASK = 0x3fff_ffff_ffff_ffffL;

        @Override
        public boolean append(Octets out, Fill fill) {
            RandomGenerator random = fill.random();
            long high = random.nextLong() & VERSION_MASK | VERSION_4;
            long low = random.nextLong() & VARIANT_MASK | VARIANT;
            hex(out, high, 8, 16);
            out.append((byte) '-');
            hex(out, high, 4, 8);
            out.append((byte) '-');
            hex(out, high, 0, 4);
            out.append((byte) '-');
            hex(out, low, 12, 16);
            out.append((byte) '-');
            hex(out, low, 0, 12);
            return true;
        }

        /** The hexadecimal digits of a number from one place up to another, counted from the lowest. */
        private static void hex(Octets out, long number, int from, int to) {
            for (int place = to - 1; place >= from; place--) {
                int digit = (int) (number >>> 4 * place) & 0xf;
                out.append((byte) (digit < 10 ? '0' + digit : 'a' + digit - 10));
            }
        }
    }
}
