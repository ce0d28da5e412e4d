package dev.onrush.runner.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import dev.onrush.runner.report.Report;
import dev.onrush.runner.report.ReportFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports that somebody kept, or made up. */
class ReportFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void whatWasWrittenIsReadAgain() throws Exception {
        Path file = directory.resolve("report.json");
        ReportFile.write(file, Reports.SHOP);
        assertEquals(Reports.SHOP, read(Files.readString(file)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|report.json: summary: expected what every report has, found nothing",
                "null|report.json: expected what every report has, found nothing",
                "{\"seconds\": \"soon\"}|report.json:1: seconds: expected a report as JSON; ",
                "{\"names\": [{\"requests\": {}}]}|report.json:1: names[0].requests: expected a report as JSON; ",
                "{\"names\": [null]}|report.json: names[0]: expected what every report has, found nothing",
                "{\"history\": [{\"seconds\": 0}]}|report.json: history[0].seconds: expected 1 or more, found 0",
                "{|report.json:1: expected a report as JSON; "
            })
    void whatIsNoneIsRefusedByLineAndField(String json, String message) {
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> read(json));
        assertTrue(
                e.problems().stream().map(Problem::toString).anyMatch(problem -> problem.startsWith(message)),
                e.getMessage());
    }

    @Test
    void aReportThatWasTamperedWithIsRefusedOrShown() throws Exception {
        Path file = directory.resolve("report.json");
        ReportFile.write(file, Reports.SHOP);
        String written = Files.readString(file);
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            JsonNode report = JSON.readTree(written);
            tamper(report, random);
            try {
                assertTrue(HtmlReport.page(read(report.toString())).endsWith("</html>\n"));
            } catch (InvalidInputException _) {
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError(report.toString(), e);
            }
        }
        assertTrue(refused > 300 && refused < 2_700, "refused " + refused);
    }

    private static Report read(String json) throws IOException, InvalidInputException {
        return ReportFile.read("report.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Replaces or removes something, as likely near the root as deep down. */
    private static void tamper(JsonNode node, Random random) {
        List<JsonNode> inside = new ArrayList<>();
        node.forEach(inside::add);
        inside.removeIf(child -> child.isValueNode() || child.isEmpty());
        if (!inside.isEmpty() && random.nextInt(4) > 0) {
            tamper(inside.get(random.nextInt(inside.size())), random);
        } else if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            object.set(names.get(random.nextInt(names.size())), other(random));
        } else if (node instanceof ArrayNode array) {
            array.set(random.nextInt(array.size()), other(random));
        }
    }

    private static JsonNode other(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.getNodeFactory().textNode("<b>");
            case 2 -> JSON.getNodeFactory().numberNode(Long.MAX_VALUE);
            case 3 -> JSON.getNodeFactory().numberNode(-1);
            case 4 -> JSON.getNodeFactory().numberNode(Double.MAX_VALUE);
            case 5 -> JSON.createArrayNode().add(JSON.nullNode());
            case 6 -> JSON.createObjectNode();
            default -> JSON.getNodeFactory().numberNode(0);
        };
    }
}
