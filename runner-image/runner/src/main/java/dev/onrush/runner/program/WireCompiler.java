package dev.onrush.runner.program;

import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.Request;
import dev.onrush.contract.plan.Template;
import dev.onrush.runner.http1.Answers;
import dev.onrush.runner.http1.Http1Client;
import dev.onrush.runner.http1.Octets;
import dev.onrush.runner.http1.Origin;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns requests into bytes with gaps. */
final class WireCompiler {
    private static final Pattern ABSOLUTE = Pattern.compile("(https?://[^/?#]+)(.*)", Pattern.DOTALL);
    private static final Template USER_AGENT = Template.literal("Onrush");

    private final Plan plan;
    private final Http1Client client;
    private final URI target;

    WireCompiler(Plan plan, Http1Client client, URI target) {
        this.plan = plan;
        this.client = client;
        this.target = target;
    }

    RequestCode.Wire compile(Request request, Judge judge, List<String> variables) {
        Map<String, Template> headers = headers(request);
        Texts head = new Texts(variables).add(request.method().name()).add(" ");
        Origin origin = url(request.url(), head);
        head.add(" HTTP/1.1\r\n");
        if (!headers.containsKey("host")) {
            head.add("Host: ").add(origin.hostHeader()).add("\r\n");
        }
        headers.values().forEach(line -> head.add(line, Escape.NONE, Escape.HEADER));
        Text body = body(request.body(), variables);
        if (body == null) {
            head.add(takesBody(request.method()) ? "Content-Length: 0\r\n\r\n" : "\r\n");
        } else if (body.isFixed()) {
            Octets bytes = new Octets(256);
            body.append(bytes, null);
            head.add("Content-Length: " + bytes.length() + "\r\n\r\n").add(bytes.toBytes());
        } else {
            head.add("Content-Length: ");
        }
        Answers expects = new Answers(request.method() == Request.Method.HEAD, judge.needsHead(), judge.needsBody());
        return new RequestCode.Wire(origin, head.build(), body == null || body.isFixed() ? null : body, expects);
    }

    /** RFC 9110, 8.6: a method that usually has a body says so when it has none. */
    private static boolean takesBody(Request.Method method) {
        return method == Request.Method.POST || method == Request.Method.PUT || method == Request.Method.PATCH;
    }

    /** Whole lines by the lower-case names of their headers, since names do not differ by case. */
    private Map<String, Template> headers(Request request) {
        Map<String, Template> lines = new LinkedHashMap<>();
        put(lines, "User-Agent", USER_AGENT);
        plan.headers().forEach((name, value) -> put(lines, name, value));
        String type =
                switch (request.body()) {
                    case Request.Body.Json _ -> "application/json";
                    case Request.Body.Form _ -> "application/x-www-form-urlencoded";
                    case Request.Body.None _, Request.Body.Text _ -> null;
                };
        if (type != null) {
            put(lines, "Content-Type", Template.literal(type));
        }
        request.headers().forEach((name, value) -> put(lines, name, value));
        return lines;
    }

    private static void put(Map<String, Template> lines, String name, Template value) {
        List<Template.Part> line = new ArrayList<>();
        line.add(new Template.Literal(name + ": "));
        line.addAll(value.parts());
        line.add(new Template.Literal("\r\n"));
        String key = name.toLowerCase(Locale.ROOT);
        lines.remove(key);
        lines.put(key, new Template(line));
    }

    /** Writes what a request line asks for, and says whom. */
    private Origin url(Template url, Texts head) {
        String leading = url.parts().getFirst() instanceof Template.Literal(String text) ? text : "";
        Matcher absolute = ABSOLUTE.matcher(leading);
        if (absolute.matches()) {
            String path = absolute.group(2);
            head.add(path.startsWith("/") ? "" : "/").add(Template.literal(path), Escape.URL_LITERAL, Escape.URL);
            head.add(new Template(url.parts().subList(1, url.parts().size())), Escape.URL_LITERAL, Escape.URL);
            return client.origin(URI.create(absolute.group(1)));
        }
        head.add(basePath()).add(url, Escape.URL_LITERAL, Escape.URL);
        return client.origin(target);
    }

    private String basePath() {
        String path = target.getRawPath() == null ? "" : target.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Null when there is none. */
    private static Text body(Request.Body body, List<String> variables) {
        return switch (body) {
            case Request.Body.None() -> null;
            case Request.Body.Text(var text) ->
                new Texts(variables).add(text, Escape.NONE, Escape.NONE).build();
            case Request.Body.Json(var json) ->
                new Texts(variables).add(json, Escape.NONE, Escape.JSON).build();
            case Request.Body.Form(var fields) -> {
                Texts form = new Texts(variables);
                String separator = "";
                for (Map.Entry<String, Template> field : fields.entrySet()) {
                    form.add(separator)
                            .add(Escape.FORM.apply(field.getKey()))
                            .add("=")
                            .add(field.getValue(), Escape.FORM, Escape.FORM);
                    separator = "&";
                }
                yield form.build();
            }
        };
    }
}
