package dev.onrush.contract.plan;

import dev.onrush.contract.input.Fields;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Located;
import dev.onrush.contract.input.Problem;
import dev.onrush.contract.input.Problems;
import dev.onrush.contract.input.YamlDocuments;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a plan and finds everything that is wrong with it, each with its line. Reading has no side effects. */
public final class PlanReader {
    static final int MAX_NAME = 200;
    private static final int MAX_CLASSES = 100;
    private static final int MAX_TASKS = 200;
    private static final int MAX_WEIGHT = 1_000_000;
    private static final int MAX_FIXED_COUNT = 1_000_000;
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    private final Problems problems;
    private Duration timeout = Plan.DEFAULT_TIMEOUT;
    private Client client = Client.DEFAULT;

    private PlanReader(Problems problems) {
        this.problems = problems;
    }

    public static Plan read(PlanFiles files) throws InvalidInputException {
        Located document = YamlDocuments.readOne(files.entry(), files.text());
        Problems problems = new Problems(files.entry());
        Plan plan = new PlanReader(problems).plan(Fields.of("", document, problems));
        problems.throwIfAny();
        return plan.choosing(files.selection()).orElseThrow(() -> nothingLeft(files));
    }

    private static InvalidInputException nothingLeft(PlanFiles files) {
        return new InvalidInputException(
                new Problem(files.entry(), 0, "users", "expected a task that is left with " + files.selection()));
    }

    private Plan plan(Fields fields) {
        fields.duration("timeout", Duration.ofMillis(1), MAX_TIMEOUT).ifPresent(given -> timeout = given);
        fields.get("client").ifPresent(value -> client = client(fields, value));
        OptionalInt shared = fields.integer("sharedConnections", 1, Plan.MAX_SHARED_CONNECTIONS)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
        Tls tls = TransportReader.tls(fields, problems);
        Optional<Http2> http2 = TransportReader.http2(fields, client, problems);
        CommonHeaders headers = CommonHeaders.read(fields);
        List<UserClass> users = fields.required(
                        "users",
                        "a list of user classes",
                        name -> Optional.of(fields.list(name, MAX_CLASSES, (at, item) -> userClass(at, item, headers))))
                .orElse(List.of());
        if (fields.isEmptyList("users")) {
            problems.add(fields.lineOf("users"), "users", "expected at least one user class");
        }
        fields.noOthers();
        differentNames(fields, users);
        return new Plan(client, shared, tls, http2, headers.templates(), timeout, users);
    }

    private static Client client(Fields fields, Located value) {
        Optional<Client> named =
                value instanceof Located.Scalar scalar ? Client.named(scalar.text()) : Optional.empty();
        return named.or(() -> fields.wrong(value, "client", "fast or full")).orElse(Client.DEFAULT);
    }

    private void differentNames(Fields fields, List<UserClass> users) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < users.size(); i++) {
            String name = users.get(i).name();
            String field = "users[" + i + "].name";
            if (!name.isEmpty() && !names.add(name)) {
                problems.add(fields.lineOf(field), field, "expected different names, found \"" + name + "\" twice");
            }
        }
    }

    private Optional<UserClass> userClass(String path, Located item, CommonHeaders headers) {
        Fields fields = Fields.of(path, item, problems);
        String name = fields.required("name", "the class's name", f -> fields.text(f, MAX_NAME))
                .orElse("");
        int weight = fields.integer("weight", 1, MAX_WEIGHT).orElse(1);
        int fixedCount = fields.integer("fixedCount", 1, MAX_FIXED_COUNT).orElse(0);
        if (fixedCount > 0 && fields.has("weight")) {
            problems.add(
                    fields.lineOf("fixedCount"),
                    fields.pathOf("fixedCount"),
                    "expected either a weight or a fixedCount, found both");
        }
        WaitTime waitTime = WaitTimeReader.read(fields, "waitTime").orElse(WaitTime.constant(Duration.ZERO));
        StepReader steps = new StepReader(timeout, client, headers);
        List<Step> onStart = fields.list("onStart", StepReader.MAX_STEPS, (at, step) -> steps.read(at, step, problems));
        List<Task> tasks = fields.required(
                        "tasks",
                        "a list of tasks",
                        f -> Optional.of(fields.list(f, MAX_TASKS, (at, task) -> task(at, task, steps))))
                .orElse(List.of());
        if (fields.isEmptyList("tasks")) {
            problems.add(fields.lineOf("tasks"), fields.pathOf("tasks"), "expected at least one task");
        }
        fields.noOthers();
        steps.reportUndefinedVariables(problems);
        return Optional.of(new UserClass(name, weight, fixedCount, waitTime, onStart, tasks));
    }

    private Optional<Task> task(String path, Located item, StepReader steps) {
        Fields fields = Fields.of(path, item, problems);
        String name = fields.required("name", "the task's name", f -> fields.text(f, MAX_NAME))
                .orElse("");
        int weight = fields.integer("weight", 1, MAX_WEIGHT).orElse(1);
        Set<String> tags = Set.copyOf(fields.list("tags", TagSelection.MAX_TAGS, (at, tag) -> tag(fields, at, tag)));
        List<Step> list = fields.required(
                        "steps",
                        "a list of steps",
                        f -> Optional.of(
                                fields.list(f, StepReader.MAX_STEPS, (at, step) -> steps.read(at, step, problems))))
                .orElse(List.of());
        if (fields.isEmptyList("steps")) {
            problems.add(fields.lineOf("steps"), fields.pathOf("steps"), "expected at least one step");
        }
        fields.noOthers();
        return Optional.of(new Task(name, weight, tags, list));
    }

    private static Optional<String> tag(Fields fields, String at, Located value) {
        Optional<String> text = fields.text(at, value, TagSelection.MAX_LENGTH);
        return text.isEmpty() || text.get().matches(TagSelection.TAG_PATTERN)
                ? text
                : fields.wrong(value, at, "a tag without spaces and commas");
    }
}
