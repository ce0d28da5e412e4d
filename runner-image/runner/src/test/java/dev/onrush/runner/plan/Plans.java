package dev.onrush.runner.plan;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.PlanReader;
import dev.onrush.contract.plan.Request;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Plans for tests. */
public final class Plans {
    private Plans() {}

    public static Plan read(String yaml) throws InvalidInputException {
        return PlanReader.read(PlanFiles.of("test", Map.of("plan.yaml", yaml.getBytes(StandardCharsets.UTF_8)), null));
    }

    /** A plan of one request, with a step that extracts x, and fields of the plan such as {@code headers: {A: b}}. */
    static Plan ofRequest(String request, String... fields) throws InvalidInputException {
        return read(String.join("\n", fields) + "\nusers: [{name: A, onStart: [{get: /, extract: {x: /x}}], "
                + "tasks: [{name: t, steps: [" + request + "]}]}]");
    }

    static Request request(Plan plan) {
        return (Request) plan.users().getFirst().tasks().getFirst().steps().getFirst();
    }
}
