package dev.onrush.runner.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;

/** Where a plan's paths lead. The target is taken apart once and not for each request, where that makes no difference. */
final class TargetUrl {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final String base;
    /** Null where URLs have to be taken apart one by one. */
    private final URL parts;

    /** @param target whose path, if any, stands before every path of the plan */
    TargetUrl(URI target) {
        String text = target.toString();
        base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        parts = parts(base);
    }

    private static URL parts(String base) {
        try {
            URL url = URI.create(base).toURL();
            boolean http = url.getProtocol().equals("http") || url.getProtocol().equals("https");
            boolean plain = url.getQuery() == null && url.getRef() == null && url.getUserInfo() == null;
            return http && plain ? url : null;
        } catch (MalformedURLException | IllegalArgumentException _) {
            // The requests will say so.
            return null;
        }
    }

    /**
     * A request to a path below the target, or to an absolute URL.
     *
     * @return null for what is no URL
     */
    HttpRequest<Buffer> request(WebClient client, HttpMethod method, String url) {
        if (!isVisible(url)) {
            return null;
        }
        if (url.startsWith("/") && parts != null && url.indexOf('#') < 0) {
            boolean ssl = parts.getProtocol().equals("https");
            int port = parts.getPort() == -1 ? ssl ? HTTPS : HTTP : parts.getPort();
            return client.request(method, port, parts.getHost(), parts.getPath() + url)
                    .ssl(ssl);
        }
        try {
            return client.requestAbs(method, url.startsWith("/") ? base + url : url);
        } catch (RuntimeException _) {
            return null;
        }
    }

    private static boolean isVisible(String url) {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c <= ' ' || c == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
