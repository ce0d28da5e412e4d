import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A stranger at a master's door: says what it tried, how long it was suffered (milliseconds), what it was told (bytes) and from
 * which port it came.
 */
final class Probe {
    /** The master logs but a few complaints of each second; apart by this, all of the probe's are among them. */
    private static final long APART_MILLIS = 500;

    private static String master;

    public static void main(String[] arguments) throws Exception {
        master = InetAddress.getByName(arguments[0]).getHostAddress();
        byte[] stranger = frame("{\"type\":\"send\",\"address\":\"onrush.register\",\"body\":{\"worker\":\"stranger\"}}");
        plain("warmup", stranger);
        plain("mute", new byte[0]);
        plain("plain", stranger);
        tls("warmup", stranger);
        tls("silent", new byte[0]);
        tls("oversized", ByteBuffer.allocate(64).putInt(Integer.MAX_VALUE).array());
        tls("tokenless", stranger);
        tls("wrong", frame("{\"type\":\"send\",\"address\":\"onrush.register\",\"body\":{\"worker\":\"stranger\",\"token\":\"guess\"}}"));
        tls("publish", frame("{\"type\":\"publish\",\"address\":\"onrush.delta\",\"body\":{}}"));
        var summary = HttpRequest.newBuilder(URI.create("http://" + master + ":8089/api/v1/summary")).build();
        var answer = HttpClient.newHttpClient().send(summary, HttpResponse.BodyHandlers.ofString());
        System.out.println("summary " + answer.statusCode() + " 0 0");
    }

    private static void plain(String name, byte[] bytes) throws Exception {
        attempt(name, bytes, SocketFactory.getDefault());
    }

    /** Whoever the master is. */
    private static void tls(String name, byte[] bytes) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Credulous()}, null);
        attempt(name, bytes, context.getSocketFactory());
    }

    private static void attempt(String name, byte[] bytes, SocketFactory sockets) throws InterruptedException {
        Thread.sleep(APART_MILLIS);
        long start = System.nanoTime();
        long received = 0;
        int port = 0;
        try (Socket socket = sockets.createSocket(master, 5557)) {
            port = socket.getLocalPort();
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            while (socket.getInputStream().read() >= 0) {
                received++;
            }
        } catch (java.net.SocketTimeoutException e) {
            received = -1;
        } catch (IOException e) {
            // A reset is an end too.
        }
        System.out.println(name + " " + (System.nanoTime() - start) / 1_000_000 + " " + received + " " + port);
    }

    private static final class Credulous extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static byte[] frame(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(text.length + 4).putInt(text.length).put(text).array();
    }
}
