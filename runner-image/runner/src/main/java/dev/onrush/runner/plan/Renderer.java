package dev.onrush.runner.plan;

import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.Request;
import dev.onrush.contract.plan.Template;
import dev.onrush.contract.plan.Template.UndefinedVariableException;
import dev.onrush.runner.http.RenderedRequest;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fills a request's placeholders. What a target sent back can end up in them, so each place escapes what it must. */
public final class Renderer {
    private static final String CONTENT_TYPE = "content-type";

    private final Plan plan;

    public Renderer(Plan plan) {
        this.plan = plan;
    }

    public RenderedRequest render(Request request, Template.Values values) throws UndefinedVariableException {
        Map<String, String> headers = new LinkedHashMap<>();
        putAll(headers, plan.headers(), values);
        Buffer body =
                switch (request.body()) {
                    case Request.Body.None() -> null;
                    case Request.Body.Text(var text) -> Buffer.buffer(text.render(values));
                    case Request.Body.Json(var json) -> {
                        put(headers, CONTENT_TYPE, "application/json");
                        yield Buffer.buffer(json.render(new EscapedValues(values, EscapedValues::json)));
                    }
                    case Request.Body.Form(var fields) -> {
                        put(headers, CONTENT_TYPE, "application/x-www-form-urlencoded");
                        yield Buffer.buffer(form(fields, values));
                    }
                };
        putAll(headers, request.headers(), values);
        String url = request.url().render(new EscapedValues(values, EscapedValues::url));
        return new RenderedRequest(request.method(), url, headers, body, request.timeout(), request.readsBody());
    }

    private static void putAll(Map<String, String> headers, Map<String, Template> templates, Template.Values values)
            throws UndefinedVariableException {
        for (Map.Entry<String, Template> header : templates.entrySet()) {
            put(headers, header.getKey(), header.getValue().render(new EscapedValues(values, EscapedValues::header)));
        }
    }

    /** Header names do not differ by case, so a request's own replaces the plan's in whatever spelling. */
    private static void put(Map<String, String> headers, String name, String value) {
        headers.keySet().removeIf(name::equalsIgnoreCase);
        headers.put(name, value);
    }

    private static String form(Map<String, Template> fields, Template.Values values) throws UndefinedVariableException {
        StringBuilder form = new StringBuilder();
        for (Map.Entry<String, Template> field : fields.entrySet()) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(field.getValue().render(values), StandardCharsets.UTF_8));
        }
        return form.toString();
    }
}
