package dev.onrush.runner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class BodyTest {
    @Test
    void whatNobodyReadsIsCountedOnly() {
        Body body = new Body(false);
        for (int i = 0; i < 20; i++) {
            assertTrue(body.add(Buffer.buffer(new byte[1024 * 1024])));
        }
        assertEquals(20 * 1024 * 1024, body.bytes());
        assertEquals(0, body.kept().length());
    }

    @Test
    void partsAreKeptInOrder() {
        Body body = new Body(true);
        assertEquals("", body.kept().toString());
        for (String part : new String[] {"a", "bc", "", "def"}) {
            assertTrue(body.add(Buffer.buffer(part)));
        }
        assertEquals("abcdef", body.kept().toString());
        assertEquals(6, body.bytes());
    }

    @Test
    void noMoreIsKeptThanMayBe() {
        Body body = new Body(true);
        assertTrue(body.add(Buffer.buffer(new byte[Body.MAX_KEPT])));
        assertEquals(Body.MAX_KEPT, body.kept().length());
        assertFalse(body.add(Buffer.buffer(new byte[1])));
        assertEquals(0, body.kept().length());
    }
}
