package dev.onrush.runner.code;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import dev.onrush.contract.plan.PlanFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plans in Java for tests. */
public final class JavaPlans {
    private JavaPlans() {}

    /** One source with a class named Shop; what a plan usually needs is imported. */
    public static PlanFiles shop(String body) {
        return files(Map.of("Shop.java", """
                import dev.onrush.api.*;
                import java.time.Duration;
                import java.util.*;
                public final class Shop implements Plan {
                %s
                }
                """.formatted(body)), "Shop.java");
    }

    public static PlanFiles files(Map<String, String> texts, String entry) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        texts.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return new PlanFiles(entry, files);
    }

    static CodedPlan load(PlanFiles files) throws InvalidInputException {
        return ((LoadedPlan.Coded) PlanLoader.load(files)).plan();
    }

    static List<Problem> problems(PlanFiles files) {
        try {
            PlanLoader.load(files);
        } catch (InvalidInputException e) {
            return e.problems();
        }
        throw new AssertionError("the plan was found right");
    }
}
