package dev.onrush.runner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OctetsTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, -1, -10, 1234567890123456789L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
    void numbersAreWrittenAsDigits(long number) {
        Octets octets = new Octets(0);
        octets.append(number);
        assertEquals(Long.toString(number), octets.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "gr\u00fcn", "a\u20ac", "\ud83d\ude00!"})
    void textsAreWrittenInUtf8(String text) {
        Octets octets = new Octets(1);
        octets.append("<".getBytes());
        octets.append(text);
        assertEquals("<" + text, octets.toString());
    }

    @Test
    void controlCharactersAreFoundWhereverTheyAre() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            for (int j = 0; j < bytes.length; j++) {
                if (random.nextInt(8) > 0 && bytes[j] >= 0 && bytes[j] < 0x20) {
                    bytes[j] |= 0x40;
                }
            }
            int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            int expected = from;
            while (expected < bytes.length && (bytes[expected] < 0 || bytes[expected] >= 0x20)) {
                expected++;
            }
            assertEquals(expected, OctetScan.control(bytes, from, bytes.length));
        }
    }
}
