import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A stranger at a master's door: says what it tried, how long it was suffered (milliseconds) and what it was told (bytes). */
final class Probe {
    private static String master;

    public static void main(String[] arguments) throws Exception {
        master = InetAddress.getByName(arguments[0]).getHostAddress();
        attempt("warmup", frame("{}"));
        attempt("silent", new byte[0]);
        attempt("oversized", ByteBuffer.allocate(64).putInt(Integer.MAX_VALUE).array());
        attempt("tokenless", frame("{\"type\":\"send\",\"address\":\"onrush.register\",\"body\":{\"worker\":\"stranger\"}}"));
        attempt("wrong", frame("{\"type\":\"send\",\"address\":\"onrush.register\",\"body\":{\"worker\":\"stranger\",\"token\":\"guess\"}}"));
        attempt("publish", frame("{\"type\":\"publish\",\"address\":\"onrush.delta\",\"body\":{}}"));
        var summary = HttpRequest.newBuilder(URI.create("http://" + master + ":8089/api/v1/summary")).build();
        var answer = HttpClient.newHttpClient().send(summary, HttpResponse.BodyHandlers.ofString());
        System.out.println("summary " + answer.statusCode() + " 0");
    }

    private static void attempt(String name, byte[] bytes) throws IOException {
        long start = System.nanoTime();
        long received = 0;
        try (Socket socket = new Socket(master, 5557)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(bytes);
            while (socket.getInputStream().read() >= 0) {
                received++;
            }
        } catch (java.net.SocketTimeoutException e) {
            received = -1;
        } catch (IOException e) {
            // A reset is an end too.
        }
        System.out.println(name + " " + (System.nanoTime() - start) / 1_000_000 + " " + received);
    }

    private static byte[] frame(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(text.length + 4).putInt(text.length).put(text).array();
    }
}
