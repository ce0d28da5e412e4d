package dev.onrush.runner.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPartsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, ReportParts.PART - 1, ReportParts.PART, ReportParts.PART + 1, 3 * ReportParts.PART})
    void partsAreTheWholeAgain(int length) throws Exception {
        byte[] report = new byte[length];
        new Random(length).nextBytes(report);
        List<Payload> sent = ReportParts.of(report);
        assertEquals(Math.max(1, (length + ReportParts.PART - 1) / ReportParts.PART), sent.size());
        ReportParts parts = new ReportParts();
        for (Payload part : sent) {
            assertTrue(part.length() <= ReportParts.PART);
            parts.add(part);
        }
        assertEquals(Payload.of(report), parts.take());
        assertEquals(0, parts.take().length(), "the next report begins with nothing");
    }

    @Test
    void aReportWithoutAnEndIsRefused() throws Exception {
        ReportParts parts = new ReportParts();
        Payload part = Payload.of(new byte[ReportParts.LONGEST / 2]);
        parts.add(part);
        parts.add(part);
        ProtocolException e = assertThrows(ProtocolException.class, () -> parts.add(Payload.of(new byte[1])));
        assertTrue(e.getMessage().contains("at most " + ReportParts.LONGEST), e.getMessage());
    }
}
