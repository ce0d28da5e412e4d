package dev.onrush.contract.plan;

import com.fasterxml.jackson.core.JsonPointer;
import dev.onrush.contract.input.Fields;
import dev.onrush.contract.input.Located;
import dev.onrush.contract.input.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the steps of one user class, and remembers which variables they fill and use. */
final class StepReader {
    static final int MAX_STEPS = 500;
    private static final int MAX_URL = 8_192;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_VALUE = 16_384;
    private static final int MAX_BODY = 1 << 20;

    /** The fast client looks up a host before the first request, so that no name is resolved while it is under load. */
    private static final Pattern PLACEHOLDER_IN_ORIGIN = Pattern.compile("https?://[^/?#]*\\$\\{.*");

    /** A token of RFC 9110, 5.6.2: anything else would end the header, or start another one. */
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

    private static final Set<String> SET_BY_CLIENT = Set.of("content-length", "transfer-encoding");

    private final Duration timeout;
    private final Client client;
    private final CommonHeaders common;
    private final Set<String> extracted = new HashSet<>();
    private final List<Use> uses = new ArrayList<>();
    private final Set<String> sent = new HashSet<>();

    /** Where a template used a variable. */
    private record Use(int line, String path, String variable) {}

    /** @param common headers of the plan */
    StepReader(Duration timeout, Client client, CommonHeaders common) {
        this.timeout = timeout;
        this.client = client;
        this.common = common;
    }

    Optional<Step> read(String path, Located item, Problems problems) {
        Fields fields = Fields.of(path, item, problems);
        if (fields.isBroken()) {
            return Optional.empty();
        }
        return fields.has("pause") ? pause(fields) : request(fields);
    }

    /** A variable that no step of the class extracts can never have a value. */
    void reportUndefinedVariables(Problems problems) {
        uses.stream()
                .filter(use -> !extracted.contains(use.variable()))
                .forEach(use -> problems.add(
                        use.line(),
                        use.path(),
                        "expected a variable that a step of this user class extracts, found ${" + use.variable()
                                + "}"));
        common.reportUndefinedVariables(sent, extracted);
    }

    private static Optional<Step> pause(Fields fields) {
        Optional<Step> pause = fields.required("pause", "a duration such as 500ms, or two, the shorter first", name -> {
            if (fields.get(name).orElseThrow() instanceof Located.Sequence) {
                return WaitTimeReader.range(fields, name).map(range -> new Pause(range.get(0), range.get(1)));
            }
            return fields.duration(name, Duration.ZERO, Duration.ofDays(1)).map(fixed -> new Pause(fixed, fixed));
        });
        fields.noOthers();
        return pause;
    }

    private Optional<Step> request(Fields fields) {
        List<Request.Method> methods = new ArrayList<>();
        for (Request.Method method : Request.Method.values()) {
            if (fields.get(method.name().toLowerCase(Locale.ROOT)).isPresent()) {
                methods.add(method);
            }
        }
        if (methods.size() != 1) {
            fields.problems()
                    .add(
                            fields.line(),
                            fields.path(),
                            "expected exactly one of get, post, put, patch, delete, head, options and pause");
            return Optional.empty();
        }
        Request.Method method = methods.get(0);
        String urlField = method.name().toLowerCase(Locale.ROOT);
        Optional<String> url = fields.text(urlField, MAX_URL).filter(text -> isUrl(fields, urlField, text));
        String name = fields.text("name", PlanReader.MAX_NAME)
                .orElse(url.map(text -> text.substring(0, Math.min(text.length(), PlanReader.MAX_NAME)))
                        .orElse(""));
        Map<String, Template> headers = templates(fields, "headers");
        headers.forEach((header, value) -> use(fields, "headers." + header, value));
        sent.addAll(common.besides(headers.keySet()));
        Request.Body body = body(fields, method);
        List<Check> checks = CheckReader.read(fields);
        Map<String, String> extract = fields.texts("extract", MAX_HEADERS, MAX_URL);
        extract.forEach((variable, pointer) -> {
            pointer(fields, "extract." + variable, pointer);
            variableName(fields, variable);
        });
        extracted.addAll(extract.keySet());
        Duration ownTimeout = fields.duration("timeout", Duration.ofMillis(1), Duration.ofHours(1))
                .orElse(timeout);
        fields.noOthers();
        Optional<Template> template = url.flatMap(text -> template(fields, urlField, text));
        return template.map(t -> new Request(method, name, t, headers, body, checks, extract, ownTimeout));
    }

    private boolean isUrl(Fields fields, String field, String text) {
        if (client == Client.FAST && PLACEHOLDER_IN_ORIGIN.matcher(text).matches()) {
            fields.problems()
                    .add(
                            fields.lineOf(field),
                            fields.pathOf(field),
                            "expected a host without placeholders, as client: fast needs it, found \"" + text + '"');
            return false;
        }
        boolean valid = (text.startsWith("/") || text.startsWith("http://") || text.startsWith("https://"))
                && text.chars().noneMatch(c -> c <= ' ' || c == 0x7f || c == '#');
        if (!valid) {
            fields.problems()
                    .add(
                            fields.get(field).orElseThrow().line(),
                            fields.pathOf(field),
                            "expected a path that starts with / or an http(s) URL, without spaces and fragment, found \""
                                    + text + '"');
        }
        return valid;
    }

    private Request.Body body(Fields fields, Request.Method method) {
        List<String> given =
                List.of("json", "body", "form").stream().filter(fields::has).toList();
        if (given.size() > 1) {
            fields.problems().add(fields.line(), fields.path(), "expected at most one of json, body and form");
        }
        if (!given.isEmpty() && (method == Request.Method.GET || method == Request.Method.HEAD)) {
            fields.problems()
                    .add(fields.lineOf(given.get(0)), fields.pathOf(given.get(0)), "expected no body with " + method);
        }
        Optional<Request.Body> json = fields.get("json")
                .flatMap(value ->
                        template(fields, "json", value.toJson().toString()).map(Request.Body.Json::new));
        Optional<Request.Body> text = fields.text("body", MAX_BODY)
                .flatMap(value -> template(fields, "body", value))
                .map(Request.Body.Text::new);
        Map<String, Template> form = templates(fields, "form");
        form.forEach((key, value) -> use(fields, "form." + key, value));
        return json.or(() -> text).orElse(form.isEmpty() ? new Request.Body.None() : new Request.Body.Form(form));
    }

    private Optional<Template> template(Fields fields, String field, String text) {
        Optional<Template> template = parse(fields, field, text);
        template.ifPresent(t -> use(fields, field, t));
        return template;
    }

    private void use(Fields fields, String field, Template template) {
        template.variables()
                .forEach(variable -> uses.add(new Use(fields.lineOf(field), fields.pathOf(field), variable)));
    }

    static Map<String, Template> templates(Fields fields, String name) {
        Map<String, Template> templates = new LinkedHashMap<>();
        fields.texts(name, MAX_HEADERS, MAX_VALUE).forEach((key, text) -> {
            if (name.equals("headers")) {
                headerName(fields, key);
            }
            if (text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0) && name.equals("headers")) {
                fields.problems()
                        .add(
                                fields.lineOf(name + "." + key),
                                fields.pathOf(name) + "." + key,
                                "expected a header's value on one line");
            }
            parse(fields, name + "." + key, text).ifPresent(template -> templates.put(key, template));
        });
        return templates;
    }

    private static void headerName(Fields fields, String name) {
        String expected = null;
        if (!HEADER_NAME.matcher(name).matches()) {
            expected = "expected the name of a header, found \"" + name + '"';
        } else if (SET_BY_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
            expected = "expected a header that the client does not set itself, found \"" + name + '"';
        }
        if (expected != null) {
            fields.problems().add(fields.lineOf("headers." + name), fields.pathOf("headers") + "." + name, expected);
        }
    }

    private static Optional<Template> parse(Fields fields, String field, String text) {
        try {
            return Optional.of(Template.parse(text));
        } catch (IllegalArgumentException e) {
            fields.problems().add(fields.lineOf(field), fields.pathOf(field), e.getMessage());
            return Optional.empty();
        }
    }

    private static void variableName(Fields fields, String variable) {
        if (Template.isBuiltIn(variable)) {
            fields.problems()
                    .add(
                            fields.lineOf("extract." + variable),
                            fields.pathOf("extract." + variable),
                            "expected another name, as ${" + variable + "} has a meaning of its own");
        }
    }

    static void pointer(Fields fields, String field, String pointer) {
        try {
            JsonPointer.compile(pointer);
        } catch (IllegalArgumentException e) {
            fields.problems()
                    .add(
                            fields.lineOf(field),
                            fields.pathOf(field),
                            "expected a JSON pointer such as /items/0/id, found \"" + pointer + '"');
        }
    }
}
