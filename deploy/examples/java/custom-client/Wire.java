import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One line there, the same line back. A plan may have as many files as it likes. */
final class Wire {
    private Wire() {}

    record Server(ServerSocket socket) implements AutoCloseable {
        static Server start() throws IOException {
            Server server = new Server(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(server::accept);
            return server;
        }

        int port() {
            return socket.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    Socket connection = socket.accept();
                    Thread.ofVirtual().start(() -> answer(connection));
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        private static void answer(Socket connection) {
            try (Client client = new Client(connection)) {
                String line;
                while ((line = client.reader.readLine()) != null) {
                    client.writer.println(line);
                }
            } catch (IOException e) {
                // The other side has gone.
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader reader;
        private final PrintWriter writer;

        Client(int port) throws IOException {
            this(new Socket(InetAddress.getLoopbackAddress(), port));
        }

        private Client(Socket socket) throws IOException {
            this.socket = socket;
            this.reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            this.writer = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        }

        String call(String line) throws IOException {
            writer.println(line);
            return String.valueOf(reader.readLine());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
