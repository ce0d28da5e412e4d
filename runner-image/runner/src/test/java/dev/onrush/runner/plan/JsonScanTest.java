package dev.onrush.runner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScanTest {
    private final List<Request> requests =
            CHECKS.stream().map(JsonScanTest::request).toList();

    private static final List<String> PLACES = List.of("/a", "/a/0", "/a/b", "/b/1/a", "/a~1b", "/0", "/ä", "/c");
    private static final List<String> CHECKS = List.of(
            "json: {/a: 1}",
            "json: {/a: true}",
            "json: {/a/b: x}",
            "json: {/c: null}",
            "json: {/0: false}",
            "json: {/a/0: '1.5'}",
            "json: {/c: ä}",
            "json: {/a: 1.5}",
            "json: {/a: [1]}",
            "jsonExists: [/a/0]",
            "jsonExists: [/ä]",
            "jsonExists: [/b/1/a]",
            "bodyContains: a",
            "bodyContains: ä");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Request request(String check) {
        try {
            return Plans.request(Plans.ofRequest("{get: /, checks: {" + check + "}}"));
        } catch (InvalidInputException e) {
            throw new IllegalArgumentException(check, e);
        }
    }

    private static boolean decides(String text) {
        byte[] bytes = bytes(text);
        return JsonScan.of(PLACES).read(bytes, bytes.length);
    }

    private static Checks checks(byte[] body, int length, JsonScan scan) {
        return new Checks(200, _ -> null, body, length, JsonPointer::compile, scan);
    }

    private void agree(byte[] body, int length) {
        JsonScan scan = JsonScan.of(PLACES);
        String shown = new String(body, 0, length, StandardCharsets.ISO_8859_1);
        for (String place : PLACES) {
            assertEquals(
                    checks(body, length, null).text(place),
                    checks(body, length, scan).text(place),
                    shown + place);
        }
        for (Request one : requests) {
            assertEquals(
                    checks(body, length, null).firstFailure(one),
                    checks(body, length, scan).firstFailure(one),
                    shown);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " {\"a\" : [ 1 , -2.50, \"x\" ] , \"b\":[null,{\"a\":false}]}\r\n",
                "{\"a/b\": 17, \"0\": \"ä€😀\", \"c\": \"\\u00e4\\n\"}",
                "[true, false, null, 0, 123456789012345678]",
                "{\"x\": {\"a\": 1}, \"a\": {\"b\": {}}}"
            })
    void ordinaryTextsAreDecided(String text) {
        assertTrue(decides(text));
        agree(bytes(text), bytes(text).length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\" 1}",
                "{\"a\": 01}",
                "{\"a\": 1e3}",
                "{\"a\": 1e345678901234567890}",
                "{\"a\": 1.}",
                "{\"a\": tru}",
                "{\"a\": \"\\x\"}",
                "{\"a\": \"\\u12g4\"}",
                "{\"a\": \"\t\"}",
                "{\"a\": 1,}",
                "[1 2]",
                "[1,]",
                "{\"a\": 1} x",
                "{\"\\u0061\": 1}",
                "{\"a\": 1, \"a\": 2}",
                "\ufeff{}"
            })
    void whateverIsWrongOrUnusualIsLeftToTheTree(String text) {
        assertFalse(decides(text));
        agree(bytes(text), bytes(text).length);
    }

    @Test
    void deepNestingEndsTheScanAndNotTheStack() {
        assertFalse(decides("[".repeat(1_000_000)));
        assertFalse(decides("{\"a\":".repeat(1_000_000)));
    }

    @Test
    void bytesThatAreNoUtf8AreLeftToTheTree() {
        for (byte[] wrong :
                new byte[][] {{(byte) 0xc0, (byte) 0x80}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {(byte) 0xff}}) {
            byte[] text = new byte[wrong.length + 2];
            text[0] = '"';
            System.arraycopy(wrong, 0, text, 1, wrong.length);
            text[text.length - 1] = '"';
            assertFalse(JsonScan.of(PLACES).read(text, text.length));
        }
    }

    @Test
    void whatIsBehindTheLengthIsNotRead() {
        byte[] text = bytes("{\"a\": 12}34");
        JsonScan scan = JsonScan.of(PLACES);
        assertTrue(scan.read(text, text.length - 2));
        assertEquals("12", scan.text("/a", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"117.50", "-2.5", "1.0"})
    void aPriceIsTakenAsItIsWritten(String number) {
        byte[] text = bytes("{\"a\": " + number + "}");
        JsonScan scan = JsonScan.of(PLACES);
        assertTrue(scan.read(text, text.length));
        assertTrue(scan.hasText("/a"), "without a tree");
        assertEquals(number, scan.text("/a", text));
        agree(text, text.length);
    }

    @Test
    void theWholeTextAsAPlaceNeedsTheTree() {
        assertNull(JsonScan.of(List.of("/a", "")));
        assertNull(JsonScan.of(List.of()));
    }

    /** Texts made at random, and broken at random, give what a tree gives. */
    @Test
    void scanAndTreeAgree() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4);
        for (int i = 0; i < 20_000; i++) {
            byte[] text = bytes(value(random, 4));
            if (random.nextInt(3) == 0 && text.length > 0) {
                text[random.nextInt(text.length)] = (byte) random.nextInt(256);
            }
            agree(text, random.nextInt(4) == 0 ? random.nextInt(text.length + 1) : text.length);
        }
    }

    private static String value(RandomGenerator random, int depth) {
        String[] leaves = {
            "1",
            "1.5",
            "117.50",
            "-2.50",
            "0.5",
            "-0.0",
            "12345678901234567.5",
            "-0",
            "true",
            "false",
            "null",
            "\"x\"",
            "\"ä\"",
            "\"\\n\"",
            "1e2",
            "\"\"",
            "12345678901234567890",
            "0.00000001",
            "\"1.5\""
        };
        int kind = depth == 0 ? 2 : random.nextInt(3);
        StringBuilder text = new StringBuilder();
        if (kind == 2) {
            return leaves[random.nextInt(leaves.length)];
        }
        String[] names = {"a", "b", "c", "0", "a/b", "ä", "x"};
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : random.nextBoolean() ? "," : " , ");
            if (kind == 0) {
                text.append('"').append(names[random.nextInt(names.length)]).append("\":");
            }
            text.append(value(random, depth - 1));
        }
        return kind == 0 ? "{" + text + "}" : "[" + text + "]";
    }
}
