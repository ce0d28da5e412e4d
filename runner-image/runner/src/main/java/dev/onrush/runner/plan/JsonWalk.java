package dev.onrush.runner.plan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One pass over the bytes of a JSON text (RFC 8259), which notes where the values at some places begin and end. */
final class JsonWalk {
    private static final int UNSURE = -1;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER = 300;
    private static final int MAX_KEY = 1_000;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    /** What lies at a place. */
    enum Kind {
        MISSING,
        NULL,
        TRUE,
        FALSE,
        /** Without escapes. */
        STRING,
        ESCAPED_STRING,
        /** Whose digits are its text. */
        INTEGER,
        /** The same, with a fraction. */
        DECIMAL,
        NUMBER,
        OBJECT,
        ARRAY
    }

    /** A step on the way to places. */
    static final class Node {
        private final String property;
        private final byte[] name;
        private final int index;
        private Node[] children = {};
        private boolean seen;
        /** The number of the place that this is; -1 when it is only on the way. */
        int place = -1;

        Node(String property, int index) {
            this.property = property;
            this.name = property.getBytes(StandardCharsets.UTF_8);
            this.index = index;
        }

        Node child(String property, int index) {
            for (Node child : children) {
                if (child.property.equals(property)) {
                    return child;
                }
            }
            children = Arrays.copyOf(children, children.length + 1);
            return children[children.length - 1] = new Node(property, index);
        }

        private void forget() {
            seen = false;
            for (Node child : children) {
                child.forget();
            }
        }
    }

    private final Node root;
    private final Kind[] kinds;
    private final int[] starts;
    private final int[] ends;
    private byte[] bytes;
    private int end;
    private boolean escaped;
    private Kind kind;

    JsonWalk(Node root, int places) {
        this.root = root;
        this.kinds = new Kind[places];
        this.starts = new int[places];
        this.ends = new int[places];
    }

    /** False when there is anything in the text that this is not sure about. */
    boolean walk(byte[] text, int length) {
        Arrays.fill(kinds, Kind.MISSING);
        root.forget();
        bytes = text;
        end = length;
        int at = value(0, root, 0);
        boolean sure = at != UNSURE && space(at) == end;
        bytes = null;
        return sure;
    }

    Kind kind(int place) {
        return kinds[place];
    }

    int from(int place) {
        return starts[place];
    }

    int to(int place) {
        return ends[place];
    }

    private int value(int from, Node node, int depth) {
        int start = space(from);
        if (start >= end || depth > MAX_DEPTH) {
            return UNSURE;
        }
        int at =
                switch (bytes[start]) {
                    case '{' -> object(start + 1, node, depth);
                    case '[' -> array(start + 1, node, depth);
                    case '"' -> string(start + 1);
                    case 't' -> literal(start, TRUE, Kind.TRUE);
                    case 'f' -> literal(start, FALSE, Kind.FALSE);
                    case 'n' -> literal(start, NULL, Kind.NULL);
                    default -> number(start);
                };
        if (node != null && node.place >= 0) {
            kinds[node.place] = kind;
            starts[node.place] = start;
            ends[node.place] = at;
        }
        return at;
    }

    private int object(int from, Node node, int depth) {
        int at = space(from);
        if (is(at, '}')) {
            kind = Kind.OBJECT;
            return at + 1;
        }
        while (true) {
            if (!is(at, '"')) {
                return UNSURE;
            }
            int keyEnd = string(at + 1);
            if (keyEnd == UNSURE || escaped || keyEnd - at > MAX_KEY) {
                return UNSURE;
            }
            Node child = node == null ? null : named(node, at + 1, keyEnd - 1);
            if (child != null && child.seen) {
                return UNSURE;
            }
            if (child != null) {
                child.seen = true;
            }
            at = space(keyEnd);
            if (!is(at, ':')) {
                return UNSURE;
            }
            at = value(at + 1, child, depth + 1);
            if (at == UNSURE) {
                return UNSURE;
            }
            at = space(at);
            if (is(at, '}')) {
                kind = Kind.OBJECT;
                return at + 1;
            }
            if (!is(at, ',')) {
                return UNSURE;
            }
            at = space(at + 1);
        }
    }

    private int array(int from, Node node, int depth) {
        int at = space(from);
        if (is(at, ']')) {
            kind = Kind.ARRAY;
            return at + 1;
        }
        for (int index = 0; ; index++) {
            at = value(at, node == null ? null : numbered(node, index), depth + 1);
            if (at == UNSURE) {
                return UNSURE;
            }
            at = space(at);
            if (is(at, ']')) {
                kind = Kind.ARRAY;
                return at + 1;
            }
            if (!is(at, ',')) {
                return UNSURE;
            }
            at++;
        }
    }

    private Node named(Node node, int from, int to) {
        for (Node child : node.children) {
            if (child.name.length == to - from && Arrays.equals(child.name, 0, child.name.length, bytes, from, to)) {
                return child;
            }
        }
        return null;
    }

    private static Node numbered(Node node, int index) {
        for (Node child : node.children) {
            if (child.index == index) {
                return child;
            }
        }
        return null;
    }

    /** From after the first quote to after the last one. */
    private int string(int from) {
        escaped = false;
        int at = from;
        while (at < end) {
            byte octet = bytes[at];
            if (octet == '"') {
                kind = escaped ? Kind.ESCAPED_STRING : Kind.STRING;
                return at + 1;
            }
            if (octet == '\\') {
                escaped = true;
                at = JsonOctets.escape(bytes, at + 1, end);
            } else if (octet >= ' ') {
                at++;
            } else {
                at = octet >= 0 ? UNSURE : JsonOctets.character(bytes, at, end);
            }
            if (at == UNSURE) {
                return UNSURE;
            }
        }
        return UNSURE;
    }

    private int literal(int from, byte[] word, Kind its) {
        kind = its;
        int to = from + word.length;
        return to <= end && Arrays.equals(word, 0, word.length, bytes, from, to) ? to : UNSURE;
    }

    private int number(int from) {
        int digits = is(from, '-') ? from + 1 : from;
        int at = JsonOctets.digits(bytes, digits, end);
        if (at == digits || bytes[digits] == '0' && at > digits + 1) {
            return UNSURE;
        }
        kind = JsonScan.isPlainInteger(bytes, from, at) ? Kind.INTEGER : Kind.NUMBER;
        if (is(at, '.')) {
            int fraction = at + 1;
            at = JsonOctets.digits(bytes, fraction, end);
            kind = JsonScan.isPlainDecimal(bytes, from, at) ? Kind.DECIMAL : Kind.NUMBER;
            if (at == fraction) {
                return UNSURE;
            }
        }
        return at - from > MAX_NUMBER || is(at, 'e') || is(at, 'E') ? UNSURE : at;
    }

    private boolean is(int at, char wanted) {
        return at < end && bytes[at] == wanted;
    }

    private int space(int from) {
        int at = from;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }
}
