package dev.onrush.runner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.junit.jupiter.api.Test;

class EscapedValuesTest {
    @Test
    void whatNeedsNoEscapeIsNotEvenCopied() {
        String token = new String("eyJhbGciOiJIUzI1NiJ9.e30-_~!$&'()*+,;=:@/?#[]%");
        assertSame(token, EscapedValues.header(token));
        assertSame(token, EscapedValues.json(token));
        assertSame(token, EscapedValues.url(token));
    }

    @Test
    void everyCharacterIsEscapedByItself() {
        for (int c = 0; c < 0x300; c++) {
            String one = "a" + (char) c + "b";
            boolean breaks = c == '\r' || c == '\n' || c == 0;
            assertEquals(breaks ? "a b" : one, EscapedValues.header(one), () -> "header " + (int) one.charAt(1));
            assertEquals(
                    new String(JsonStringEncoder.getInstance().quoteAsString(one)),
                    EscapedValues.json(one),
                    () -> "json " + (int) one.charAt(1));
            boolean allowed = c > ' ' && c < 0x7f && "\"<>\\^`{|}".indexOf(c) < 0;
            assertEquals(allowed, EscapedValues.url(one).equals(one), () -> "url " + (int) one.charAt(1));
        }
    }
}
