package dev.onrush.runner.http1;

import dev.onrush.contract.plan.Request.Method;
import dev.onrush.runner.http.RenderedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes requests that a program made, which may have anything in them. */
final class RequestWriter {
    private static final byte[] END = {'\r', '\n'};
    private static final Set<String> SET_HERE = Set.of("content-length", "transfer-encoding");

    private RequestWriter() {}

    /**
     * Writes a request.
     *
     * @param path from the root, with its query
     * @throws IllegalArgumentException with what is wrong, when the request could be read as something else
     */
    static void write(Octets out, RenderedRequest request, String path, Origin origin) {
        checkPath(path);
        out.clear();
        out.append(request.method().name());
        out.append(" ");
        out.append(path);
        out.append(" HTTP/1.1\r\n");
        if (!has(request.headers(), "host")) {
            out.append("Host: ");
            out.append(origin.hostHeader());
            out.append(END);
        }
        if (!has(request.headers(), "user-agent")) {
            out.append("User-Agent: Onrush\r\n");
        }
        request.headers().forEach((name, value) -> header(out, name, value));
        length(out, request);
        out.append(END);
        if (request.body() != null) {
            out.append(request.body().getBytes());
        }
    }

    private static void length(Octets out, RenderedRequest request) {
        Method method = request.method();
        boolean usual = method == Method.POST || method == Method.PUT || method == Method.PATCH;
        if (request.body() != null || usual) {
            out.append("Content-Length: ");
            out.append((long) (request.body() == null ? 0 : request.body().length()));
            out.append(END);
        }
    }

    private static boolean has(Map<String, String> headers, String lowerCase) {
        return headers.keySet().stream().anyMatch(name -> name.equalsIgnoreCase(lowerCase));
    }

    private static void header(Octets out, String name, String value) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (!Head.isToken(bytes, 0, bytes.length)) {
            throw new IllegalArgumentException("expected the name of a header");
        }
        if (SET_HERE.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("expected a header that the client does not set itself");
        }
        if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("expected a header's value on one line");
        }
        out.append(bytes);
        out.append(": ");
        out.append(value);
        out.append(END);
    }

    private static void checkPath(String path) {
        if (path.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '#')) {
            throw new IllegalArgumentException("expected a URL with everything encoded that may not stand in it");
        }
    }
}
