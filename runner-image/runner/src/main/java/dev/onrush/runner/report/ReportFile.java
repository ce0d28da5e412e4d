package dev.onrush.runner.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Reports as JSON, to be kept. */
public final class ReportFile {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private ReportFile() {}

    public static void write(Path file, Report report) throws IOException {
        JSON.writeValue(file.toFile(), report);
    }

    /**
     * Reads what some run's report was written to. What is in it besides is passed over.
     *
     * @param source for errors
     * @throws InvalidInputException when it is no report: it names the line, and the field with what was expected
     */
    public static Report read(String source, InputStream json) throws IOException, InvalidInputException {
        Report report;
        try {
            report = JSON.readValue(json, Report.class);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw new InvalidInputException(
                    new Problem(source, line, field(e), "expected a report as JSON; " + e.getOriginalMessage()));
        }
        List<Problem> missing = ReportCheck.of(source, report);
        if (!missing.isEmpty()) {
            throw new InvalidInputException(missing);
        }
        return report;
    }

    private static String field(JsonProcessingException e) {
        return e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                        .collect(Collectors.joining())
                        .replaceFirst("^\\.", "")
                : "";
    }
}
