package dev.onrush.runner.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A DNS server (RFC 1035) on loopback that gives every name the same addresses, for no longer than a moment. */
public final class NameServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int TYPE_A = 1;

    private final DatagramSocket socket;
    private final AtomicInteger questions = new AtomicInteger();
    private volatile List<String> addresses;

    public NameServer(String... addresses) throws IOException {
        this.addresses = List.of(addresses);
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** From now on names have these; none: they do not exist. */
    public void change(String... to) {
        addresses = List.of(to);
    }

    /** How many questions for an IPv4 address were asked. */
    int questions() {
        return questions.get();
    }

    private void serve() {
        byte[] bytes = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                socket.receive(packet);
                byte[] answer = answer(bytes);
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException _) {
                return;
            }
        }
    }

    private byte[] answer(byte[] query) throws IOException {
        int end = HEADER;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        int type = ByteBuffer.wrap(query).getShort(end + 1);
        List<String> found = type == TYPE_A ? addresses : List.of();
        if (type == TYPE_A) {
            questions.incrementAndGet();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean exists = !addresses.isEmpty();
        out.write(query, 0, 2);
        // A response, with authority, recursion wanted and had; or no such name.
        out.write(new byte[] {(byte) 0x85, (byte) (exists ? 0x80 : 0x83), 0, 1, 0, (byte) found.size(), 0, 0, 0, 0});
        out.write(query, HEADER, end + 5 - HEADER);
        for (String address : found) {
            // The name of the question, type A, class IN, for 0 seconds, 4 bytes.
            out.write(new byte[] {(byte) 0xc0, HEADER, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4});
            out.write(InetAddress.getByName(address).getAddress());
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
