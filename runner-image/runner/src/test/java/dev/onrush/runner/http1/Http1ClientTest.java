package dev.onrush.runner.http1;

import static dev.onrush.runner.http1.ClientLoop.GET;
import static dev.onrush.runner.http1.ScriptedTarget.OK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client against real sockets. */
class Http1ClientTest {
    private ClientLoop loop = new ClientLoop(OptionalInt.empty());

    @AfterEach
    void close() {
        loop.close();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static boolean pause(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void requestsOfOneUserShareItsConnection() throws IOException {
        try (ScriptedTarget target = new ScriptedTarget(ScriptedTarget.always(OK))) {
            Origin origin = loop.origin(target.uri());
            Caller one = new Caller();
            Caller two = new Caller();
            for (int i = 0; i < 10; i++) {
                assertEquals("200 ok", loop.call(one, origin, GET));
                assertEquals("200 ok", loop.call(two, origin, GET));
            }
            assertEquals(2, target.connections());
            assertEquals(GET, target.heads().getLast());
        }
    }

    @Test
    void whatALoopAddsBeforeARequestIsWrittenIsKnown() throws IOException {
        long holdUp = 50_000_000;
        try (ScriptedTarget target = new ScriptedTarget(ScriptedTarget.always(OK))) {
            Origin origin = loop.origin(target.uri());
            Caller caller = new Caller();
            loop.on(() -> {
                loop.sendHere(caller, origin, GET, Duration.ofSeconds(15));
                // The kernel connects at once; the loop finds out later.
                long end = System.nanoTime() + holdUp;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                return null;
            });
            caller.outcome();
            assertTrue(loop.on(() -> caller.held(System.nanoTime())) >= holdUp, "the connection stood unnoticed");
            assertTrue(caller.written() - caller.sent() >= 0, "written after it was given to the connection");
            loop.call(caller, origin, GET);
            assertEquals(0, loop.on(() -> caller.held(System.nanoTime())), "written by the call that sent it");
            assertTrue(caller.sent() != 0 && caller.written() - caller.sent() >= 0, "written at once");
            String path = "/" + "x".repeat(5_000);
            loop.call(caller, origin, GET.replace("/ ", path + " "));
            assertTrue(caller.sent() != 0 && caller.written() - caller.sent() >= 0, "written from a larger buffer");
        }
    }

    /** A server whose queue is full leaves the kernel's first try to connect unanswered; the second comes a second later. */
    @Test
    void theTimeBeforeTheKernelIsAskedToConnectIsThisGenerators() throws IOException {
        long holdUp = 100_000_000;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, loopback);
                Socket first = new Socket(loopback, server.getLocalPort());
                Socket second = new Socket(loopback, server.getLocalPort())) {
            Origin origin = loop.origin(URI.create("http://127.0.0.1:" + server.getLocalPort()));
            Caller caller = new Caller();
            long wanted = System.nanoTime();
            loop.on(() -> {
                loop.sendHere(caller, origin, GET, Duration.ofSeconds(15));
                while (System.nanoTime() - wanted < holdUp) {
                    Thread.onSpinWait();
                }
                return null;
            });
            // By now the kernel was asked, and the loop goes on to look after its connections.
            loop.on(() -> null);
            server.accept().close();
            server.accept().close();
            assertTrue(first.isConnected() && second.isConnected());
            try (Socket third = server.accept()) {
                third.getInputStream().read();
                write(third.getOutputStream(), OK);
                assertEquals("200 ok", caller.outcome());
            }
            long took = caller.written() - wanted;
            assertTrue(took > 5 * holdUp, "the first try was answered, after " + took + " ns");
            long held = loop.on(() -> caller.held(System.nanoTime()));
            assertTrue(held >= holdUp * 9 / 10, "wanted and not asked for; held for " + held + " ns");
            assertTrue(held < took, "the kernel's second is not this generator's");
        }
    }

    @Test
    void aRequestThatDoesNotFitTheSendBufferArrivesWhole() throws IOException {
        String path = "/" + "long/".repeat(20_000);
        try (ScriptedTarget target = new ScriptedTarget(ScriptedTarget.always(OK))) {
            Origin origin = loop.origin(target.uri());
            assertEquals("200 ok", loop.call(new Caller(), origin, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n"));
            assertTrue(target.heads().getFirst().contains(path));
        }
    }

    @Test
    void anAnswerOfManyPacketsIsPutTogether() throws IOException {
        ScriptedTarget.Script slow = (head, number, out) -> {
            String body = "x".repeat(300_000);
            write(out, "HTTP/1.1 200 OK\r\nContent-");
            write(out, "Length: 300000\r\n\r\n");
            write(out, body);
            return true;
        };
        try (ScriptedTarget target = new ScriptedTarget(slow)) {
            Caller caller = new Caller();
            Origin origin = loop.origin(target.uri());
            assertEquals(4 + 300_000, loop.call(caller, origin, GET).length());
            assertEquals(4 + 300_000, loop.call(caller, origin, GET).length());
            assertEquals(1, target.connections());
        }
    }

    @Test
    void aConnectionThatTheServerEndsIsNotUsedAgain() throws IOException {
        ScriptedTarget.Script once = (head, number, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
            return false;
        };
        try (ScriptedTarget target = new ScriptedTarget(once)) {
            Origin origin = loop.origin(target.uri());
            Caller caller = new Caller();
            for (int i = 1; i <= 3; i++) {
                assertEquals("200 ok", loop.call(caller, origin, GET));
                assertEquals(i, target.connections());
            }
        }
    }

    @Test
    void aBodyThatEndsWithItsConnectionIsWhole() throws IOException {
        ScriptedTarget.Script endless = (head, number, out) -> {
            write(out, "HTTP/1.1 200 OK\r\n\r\nall of it");
            return false;
        };
        try (ScriptedTarget target = new ScriptedTarget(endless)) {
            assertEquals("200 all of it", loop.call(new Caller(), loop.origin(target.uri()), GET));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', CLOSED_BEFORE_ANSWER",
        "'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab', TRUNCATED",
        "'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok?', BYTES_AFTER_END",
        "'Hello, I am no HTTP server\r\n', MALFORMED_STATUS_LINE",
    })
    void anAnswerThatIsNoneFailsItsRequestAndNoOther(String answer, String failure) throws IOException {
        ScriptedTarget.Script script = (head, number, out) -> {
            boolean bad = head.startsWith("GET /bad");
            write(out, bad ? answer : OK);
            return !bad;
        };
        try (ScriptedTarget target = new ScriptedTarget(script)) {
            Origin origin = loop.origin(target.uri());
            Caller caller = new Caller();
            assertEquals(failure, loop.call(caller, origin, GET.replace("/ ", "/bad ")));
            assertEquals("200 ok", loop.call(caller, origin, GET));
            assertTrue(caller.heardNothing());
        }
    }

    /** The server reads the second request of a connection and closes without a word, as one does that just timed the connection out. */
    @Test
    void anIdleConnectionThatClosesAsItIsUsedIsItsOwnKindAndNothingIsSentTwice() throws IOException {
        ScriptedTarget.Script script = (head, number, out) -> {
            if (number == 0) {
                write(out, OK);
            }
            return number == 0;
        };
        try (ScriptedTarget target = new ScriptedTarget(script)) {
            Origin origin = loop.origin(target.uri());
            Caller caller = new Caller();
            assertEquals("200 ok", loop.call(caller, origin, GET));
            assertEquals("KEEP_ALIVE_RACE", loop.call(caller, origin, GET));
            assertEquals("200 ok", loop.call(caller, origin, GET));
            assertEquals(3, target.heads().size());
        }
    }

    @Test
    void aRequestTakesNoLongerThanItMay() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        ScriptedTarget.Script hangs = (head, number, out) -> {
            if (head.startsWith("GET /hang")) {
                write(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
                return pause(never);
            }
            write(out, OK);
            return true;
        };
        try (ScriptedTarget target = new ScriptedTarget(hangs)) {
            Origin origin = loop.origin(target.uri());
            Caller caller = new Caller();
            long begin = System.nanoTime();
            loop.send(caller, origin, GET.replace("/ ", "/hang "), Duration.ofMillis(150));
            assertEquals("TIMEOUT", caller.outcome());
            assertTrue(System.nanoTime() - begin >= TimeUnit.MILLISECONDS.toNanos(150));
            assertEquals("200 ok", loop.call(caller, origin, GET));
            assertEquals(2, target.connections(), "the late answer has nowhere to go");
            never.countDown();
        }
    }

    @Test
    void nobodyHearsOfARequestThatWasCancelled() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (ScriptedTarget target = new ScriptedTarget((head, number, out) -> pause(never))) {
            Origin origin = loop.origin(target.uri());
            Caller caller = new Caller();
            loop.send(caller, origin, GET, Duration.ofMillis(300));
            loop.cancel(caller);
            Caller other = new Caller();
            loop.send(other, origin, GET, Duration.ofMillis(600));
            assertEquals("TIMEOUT", other.outcome());
            assertTrue(caller.heardNothing());
            never.countDown();
        }
    }

    @Test
    void sharedConnectionsAreNoMoreThanWasAskedForAndServeInTurn() throws IOException {
        loop.close();
        loop = new ClientLoop(OptionalInt.of(3));
        CountDownLatch all = new CountDownLatch(1);
        ScriptedTarget.Script script = (head, number, out) -> {
            pause(all);
            write(out, OK);
            return true;
        };
        try (ScriptedTarget target = new ScriptedTarget(script)) {
            Origin origin = loop.origin(target.uri());
            List<Caller> callers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Caller caller = new Caller();
                callers.add(caller);
                loop.send(caller, origin, GET, Duration.ofSeconds(15));
            }
            loop.leave(callers.get(10));
            Caller late = new Caller();
            loop.send(late, origin, GET, Duration.ofMillis(50));
            assertEquals("TIMEOUT", late.outcome(), "waiting for a connection counts");
            all.countDown();
            for (Caller caller : callers) {
                assertEquals(
                        caller == callers.get(10) ? "nothing" : "200 ok",
                        caller == callers.get(10) ? "nothing" : caller.outcome());
            }
            assertTrue(callers.get(10).heardNothing());
            assertEquals(3, target.connections());
            assertEquals(49, target.heads().size());
        }
    }

    @Test
    void whoeverWaitsForASharedConnectionGetsANewOneWhenItsOwnBreaks() throws IOException {
        loop.close();
        loop = new ClientLoop(OptionalInt.of(1));
        try (ScriptedTarget target = new ScriptedTarget((head, number, out) -> false)) {
            Origin origin = loop.origin(target.uri());
            List<Caller> callers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Caller caller = new Caller();
                callers.add(caller);
                loop.send(caller, origin, GET, Duration.ofSeconds(15));
            }
            callers.forEach(caller -> assertEquals("CLOSED_BEFORE_ANSWER", caller.outcome()));
            assertEquals(5, target.heads().size());
        }
    }
}
