package dev.onrush.runner.http1;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A scheme, a host and a port, with a number of its own. */
public final class Origin {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final int number;
    private final boolean tls;
    private final String host;
    private final int port;
    private final SharedConnections shared;
    private boolean resolved;

    /** @param shared the connections that everyone shares; null when everyone has its own */
    Origin(int number, URI uri, SharedConnections shared) {
        this.number = number;
        this.tls = "https".equalsIgnoreCase(uri.getScheme());
        String name = uri.getHost();
        this.host = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        int standard = tls ? HTTPS : HTTP;
        this.port = uri.getPort() == -1 ? standard : uri.getPort();
        this.shared = shared;
    }

    int number() {
        return number;
    }

    boolean tls() {
        return tls;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    SharedConnections shared() {
        return shared;
    }

    boolean is(URI uri) {
        Origin other = new Origin(-1, uri, null);
        return other.tls == tls && other.port == port && other.host.equalsIgnoreCase(host);
    }

    /** The value of the Host header: without the port where it is the scheme's own (RFC 9110, 7.2). */
    public byte[] hostHeader() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        boolean standard = port == (tls ? HTTPS : HTTP);
        return (standard ? name : name + ":" + port).getBytes(StandardCharsets.US_ASCII);
    }

    /** True once its addresses were looked up, whether it has any or not. */
    boolean isResolved() {
        return resolved;
    }

    void lookedUp() {
        resolved = true;
    }
}
