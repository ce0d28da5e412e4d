import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Just enough of an API server, on loopback, for the operator to take a LoadTest to two Jobs while the image is built. */
final class FakeApi {
    private static final String LOAD_TEST = """
            {"apiVersion":"onrush.dev/v1","kind":"LoadTest","metadata":{"name":"train","namespace":"train","uid":"train",
             "resourceVersion":"1","generation":1,"creationTimestamp":"2026-01-01T00:00:00Z"},
             "spec":{"plan":{"inline":"users:\\n- name: A\\n  tasks:\\n  - name: b\\n    steps:\\n    - get: /\\n"},
             "target":"http://train","load":{"users":1,"runTime":"1s"},"thresholds":["http.requests > 1"]}%s}""";
    private static final String BOOKMARK = "{\"type\":\"BOOKMARK\",\"object\":{\"apiVersion\":\"v1\",\"kind\":\"Pod\","
            + "\"metadata\":{\"resourceVersion\":\"2\"}}}\n";
    private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]+)\"");
    private static final Map<String, String> STORED = new ConcurrentHashMap<>();

    public static void main(String[] arguments) throws Exception {
        char[] password = "changeit".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (FileInputStream in = new FileInputStream(arguments[0])) {
            store.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 16443), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", FakeApi::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (exchange.getRequestHeaders().containsKey("Upgrade")) {
            // No WebSocket here; the client then watches by plain HTTP.
            reply(exchange, 200, "{}");
        } else if (query.contains("watch=true")) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(BOOKMARK.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        } else if (path.contains("/loadtests/")) {
            Matcher status = Pattern.compile("(?s)\"status\"\\s*:\\s*(\\{.*\\})\\s*\\}\\s*$").matcher(body);
            if (status.find()) {
                STORED.put(path.replace("/status", ""), LOAD_TEST.formatted(",\"status\":" + status.group(1)));
            }
            reply(exchange, 200, STORED.getOrDefault(path.replace("/status", ""), LOAD_TEST.formatted("")));
        } else if (exchange.getRequestMethod().equals("POST")) {
            Matcher name = NAME.matcher(body);
            String key = path + "/" + (name.find() ? name.group(1) : "");
            String stored = body.replaceFirst("\"metadata\"\\s*:\\s*\\{", "\"metadata\":{\"uid\":\"" + key + "\",");
            STORED.put(key, stored);
            reply(exchange, 201, stored);
        } else if (STORED.containsKey(path)) {
            reply(exchange, 200, STORED.get(path));
        } else if (path.matches(".*/(loadtests|jobs|pods)")) {
            String items = path.endsWith("loadtests") ? LOAD_TEST.formatted("") : "";
            reply(exchange, 200, "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":["
                    + items + "]}");
        } else {
            reply(exchange, 404, "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":404}");
        }
    }

    private static void reply(HttpExchange exchange, int code, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        try (exchange) {
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
