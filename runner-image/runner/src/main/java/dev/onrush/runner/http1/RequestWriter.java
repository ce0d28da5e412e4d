package dev.onrush.runner.http1;

import dev.onrush.contract.plan.Request.Method;
import dev.onrush.runner.http.Failure;
import dev.onrush.runner.http.HeaderRules;
import dev.onrush.runner.http.HttpUser.RequestFailedException;
import dev.onrush.runner.http.RenderedRequest;
import java.util.Map;

/** Writes requests that a program made, which may have anything in them. */
final class RequestWriter {
    private static final byte[] END = {'\r', '\n'};

    private RequestWriter() {}

    /**
     * Writes a request.
     *
     * @param path from the root, with its query
     * @throws RequestFailedException with what is wrong, when the request could be read as something else
     */
    static void write(Octets out, RenderedRequest request, String path, Origin origin) throws RequestFailedException {
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
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            header(out, header.getKey(), header.getValue());
        }
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

    private static void header(Octets out, String name, String value) throws RequestFailedException {
        Failure wrong = HeaderRules.check(name, value);
        if (wrong != null) {
            throw new RequestFailedException(wrong);
        }
        out.append(name);
        out.append(": ");
        out.append(value);
        out.append(END);
    }

    private static void checkPath(String path) throws RequestFailedException {
        if (path.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '#')) {
            throw new RequestFailedException(Failure.INVALID_URL);
        }
    }
}
