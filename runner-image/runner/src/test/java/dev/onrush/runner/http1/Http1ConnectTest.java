package dev.onrush.runner.http1;

import static dev.onrush.runner.http1.ClientLoop.GET;
import static dev.onrush.runner.http1.ScriptedTarget.OK;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.runner.http.Failure;
import io.netty.channel.ChannelException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that are never made. */
class Http1ConnectTest {
    private ClientLoop loop = new ClientLoop(OptionalInt.empty());

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void whereNobodyListensIsARefusal() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Caller caller = new Caller();
        Origin origin = loop.origin(URI.create("http://127.0.0.1:" + port));
        assertEquals("CONNECTION_REFUSED", loop.call(caller, origin, GET));
        assertEquals("CONNECTION_REFUSED", loop.call(caller, origin, GET));
    }

    /** What Netty throws from a channel's constructor when {@code socket(2)} says EMFILE. */
    @Test
    void whereNoDescriptorIsLeftTheLoopItselfHearsOfIt() {
        loop.close();
        loop = new ClientLoop(() -> {
            throw new ChannelException(new IOException("newSocketStream(..) failed: Too many open files"));
        });
        List<Thread> tellers = new CopyOnWriteArrayList<>();
        Caller caller = new Caller() {
            @Override
            protected void failed(Failure failure, long now) {
                tellers.add(Thread.currentThread());
                super.failed(failure, now);
            }
        };
        Origin origin = loop.origin(URI.create("http://127.0.0.1:1"));
        assertEquals("NO_FILE_DESCRIPTOR", loop.call(caller, origin, GET));
        assertEquals(List.of(loop.on(Thread::currentThread)), tellers);
    }

    @Test
    void aConnectionThatIsGivenUpBeforeItStandsIsNotMadeAnyMore() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Origin origin = loop.origin(URI.create("http://127.0.0.1:" + full.getLocalPort()));
            List<Socket> accepted = fill(full);
            Caller caller = new Caller();
            loop.send(caller, origin, GET, Duration.ofMillis(100));
            assertEquals("TIMEOUT", caller.outcome());
            assertEquals(0, connecting(full.getLocalPort()));
            for (Socket socket : accepted) {
                socket.close();
            }
        }
    }

    /** Connects until the kernel answers no more, since nobody accepts. */
    private static List<Socket> fill(ServerSocket server) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        while (sockets.size() < 10) {
            Socket socket = new Socket();
            try {
                socket.connect(server.getLocalSocketAddress(), 200);
                sockets.add(socket);
            } catch (SocketTimeoutException _) {
                socket.close();
                return sockets;
            }
        }
        throw new IllegalStateException("a server that does not accept goes on answering");
    }

    /** How many sockets of this machine have asked that port for a connection and have none: proc_net_tcp, state SYN_SENT. */
    private static long connecting(int port) throws IOException {
        String remote = String.format(":%04X 02", port);
        long found = 0;
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try (Stream<String> sockets = Files.lines(Path.of(table))) {
                found += sockets.filter(socket -> socket.contains(remote)).count();
            }
        }
        return found;
    }

    @Test
    void aHostThatIsNotThereIsUnknown() {
        Caller caller = new Caller();
        Origin origin = loop.origin(URI.create("http://no-such-host.invalid"));
        assertEquals("UNKNOWN_HOST", loop.call(caller, origin, GET));
    }

    @Test
    void plainTextIsNoTls() throws IOException {
        try (ScriptedTarget target = new ScriptedTarget(ScriptedTarget.always(OK))) {
            URI https = URI.create("https://127.0.0.1:" + target.uri().getPort());
            Caller caller = new Caller();
            loop.send(caller, loop.origin(https), GET, Duration.ofSeconds(3));
            // The server waits for the end of what it takes for a request's head.
            assertEquals("TIMEOUT", caller.outcome());
        }
    }
}
