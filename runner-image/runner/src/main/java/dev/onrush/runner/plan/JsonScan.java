package dev.onrush.runner.plan;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Finds the values at some places of a JSON text where they lie in its bytes, in one pass and without a tree. It decides only what it
 * can be sure of: a text that is wrong or merely unusual (keys with escapes or twice, exponents, deep nesting) is left to whoever reads
 * it as a whole, so that both always agree. Not for several threads.
 */
public final class JsonScan {
    /** What is known of a value without reading it as a whole. */
    public enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    private static final int MAX_PLAIN_DIGITS = 18;

    private final List<String> pointers;
    private final JsonWalk walk;

    private JsonScan(List<String> pointers, JsonWalk walk) {
        this.pointers = pointers;
        this.walk = walk;
    }

    /** For these places, each a JSON pointer; null where there is none, or the whole text is one. */
    public static JsonScan of(List<String> pointers) {
        List<String> distinct = pointers.stream().distinct().toList();
        if (distinct.isEmpty() || distinct.contains("")) {
            return null;
        }
        JsonWalk.Node root = new JsonWalk.Node("", -1);
        for (int i = 0; i < distinct.size(); i++) {
            JsonWalk.Node node = root;
            for (JsonPointer at = JsonPointer.compile(distinct.get(i)); !at.matches(); at = at.tail()) {
                node = node.child(at.getMatchingProperty(), at.getMatchingIndex());
            }
            node.place = i;
        }
        return new JsonScan(distinct, new JsonWalk(root, distinct.size()));
    }

    /** Reads a text, the first bytes of an array; false when it has to be read as a whole. */
    public boolean read(byte[] bytes, int length) {
        return walk.walk(bytes, length);
    }

    /** Whether there is something other than null at a place of the text that was read. */
    public Answer exists(String pointer) {
        int place = place(pointer);
        if (place < 0) {
            return Answer.UNKNOWN;
        }
        return switch (walk.kind(place)) {
            case MISSING, NULL -> Answer.NO;
            default -> Answer.YES;
        };
    }

    /** Whether a place of the text that was read has a value, by value. */
    public Answer equal(String pointer, JsonNode expected, byte[] bytes) {
        int place = place(pointer);
        if (place < 0) {
            return Answer.UNKNOWN;
        }
        JsonWalk.Kind kind = walk.kind(place);
        if (expected.isBoolean()) {
            return of(kind == (expected.booleanValue() ? JsonWalk.Kind.TRUE : JsonWalk.Kind.FALSE));
        }
        if (expected.isTextual()) {
            return switch (kind) {
                case STRING -> sameText(expected.textValue(), bytes, walk.from(place) + 1, walk.to(place) - 1);
                case ESCAPED_STRING -> Answer.UNKNOWN;
                default -> Answer.NO;
            };
        }
        if (expected.isIntegralNumber() && expected.canConvertToLong()) {
            return switch (kind) {
                case INTEGER -> of(integer(bytes, walk.from(place), walk.to(place)) == expected.longValue());
                case DECIMAL, NUMBER -> Answer.UNKNOWN;
                default -> Answer.NO;
            };
        }
        return Answer.UNKNOWN;
    }

    /** Whether {@link #text} can say what a place has. */
    public boolean hasText(String pointer) {
        int place = place(pointer);
        return place >= 0
                && switch (walk.kind(place)) {
                    case MISSING, NULL, TRUE, FALSE, STRING, INTEGER, DECIMAL -> true;
                    case ESCAPED_STRING, NUMBER, OBJECT, ARRAY -> false;
                };
    }

    /** What a place of the text that was read has; null when there is nothing or null. */
    public String text(String pointer, byte[] bytes) {
        int place = place(pointer);
        int from = walk.from(place);
        int to = walk.to(place);
        return switch (walk.kind(place)) {
            case MISSING, NULL -> null;
            case TRUE -> "true";
            case FALSE -> "false";
            case STRING -> new String(bytes, from + 1, to - from - 2, StandardCharsets.UTF_8);
            default -> new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        };
    }

    private int place(String pointer) {
        for (int i = 0; i < pointers.size(); i++) {
            if (pointers.get(i).equals(pointer)) {
                return i;
            }
        }
        return -1;
    }

    private static Answer of(boolean yes) {
        return yes ? Answer.YES : Answer.NO;
    }

    private static Answer sameText(String text, byte[] bytes, int from, int to) {
        for (int i = 0; i < text.length() && i < to - from; i++) {
            if (bytes[from + i] < 0 || text.charAt(i) >= 0x80) {
                return Answer.UNKNOWN;
            }
            if (bytes[from + i] != text.charAt(i)) {
                return Answer.NO;
            }
        }
        return of(text.length() == to - from);
    }

    private static long integer(byte[] bytes, int from, int to) {
        boolean negative = bytes[from] == '-';
        long value = 0;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            value = 10 * value + bytes[i] - '0';
        }
        return negative ? -value : value;
    }

    /** True for digits whose text is the number's own. */
    static boolean isPlainInteger(byte[] bytes, int from, int to) {
        boolean minusZero = bytes[from] == '-' && bytes[from + 1] == '0';
        return !minusZero && to - from <= MAX_PLAIN_DIGITS;
    }

    /** True for digits and a fraction whose text is the number's own: one that begins with zeros may be written with an exponent. */
    static boolean isPlainDecimal(byte[] bytes, int from, int to) {
        int first = bytes[from] == '-' ? from + 1 : from;
        return bytes[first] != '0' && to - from <= MAX_PLAIN_DIGITS;
    }
}
