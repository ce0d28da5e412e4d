package dev.onrush.runner.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What {@link LoopbackTarget} says on one connection. */
final class LoopbackAnswers extends ChannelInboundHandlerAdapter implements ByteProcessor {
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final String BODY =
            "{\"id\": 17, \"token\": \"0123456789abcdef\", \"items\": [{\"id\": 1, \"price\": 117.50}]}";
    private static final String DATE = "Date: Mon, 05 Jan 2026 09:00:00 GMT\r\n";
    private static final List<ByteBuf> ANSWERS = List.of(
            answer("Server: Onrush\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length(), BODY),
            answer(
                    "Server: nginx/1.26.0\r\n" + DATE + "Content-Type: application/json\r\nContent-Length: "
                            + BODY.length() + "\r\nConnection: keep-alive\r\nETag: \"695b\"\r\nAccept-Ranges: bytes",
                    BODY),
            answer(
                    "content-type: application/json\r\ncontent-length: " + BODY.length()
                            + "\r\ndate: Mon, 05 Jan 2026 09:00:00 GMT\r\nx-request-id: 8d0b1c2e\r\nvary: accept-encoding",
                    BODY),
            answer(
                    DATE
                            + "Server: Apache\r\nSet-Cookie: session=4f2a; Path=/; HttpOnly\r\nKeep-Alive: timeout=5, max=100\r\n"
                            + "Connection: Keep-Alive\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json",
                    Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n"));
    private static final ByteBuf LAST =
            answer("Content-Type: application/json\r\nConnection: close\r\nContent-Length: " + BODY.length(), BODY);

    /** So many answers a connection gives: opening one is a part of what there is to practise. */
    private static final int ANSWERS_OF_A_CONNECTION = 1_000;

    private int matched;
    private int asked;
    private int answered;

    /** Its own clients send one request at a time: whatever ends a head, in this packet or by it, is one. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            bytes.forEachByte(this);
        } finally {
            bytes.release();
        }
        while (answered < asked) {
            answer(context, answered++);
        }
    }

    @Override
    public boolean process(byte next) {
        if (next == END_OF_HEAD[matched]) {
            matched++;
        } else {
            matched = next == '\r' ? 1 : 0;
        }
        if (matched == END_OF_HEAD.length) {
            matched = 0;
            asked++;
        }
        return true;
    }

    private static void answer(ChannelHandlerContext context, int number) {
        if (number == ANSWERS_OF_A_CONNECTION) {
            context.writeAndFlush(LAST.duplicate()).addListener(ChannelFutureListener.CLOSE);
        } else {
            context.writeAndFlush(ANSWERS.get(number % ANSWERS.size()).duplicate(), context.voidPromise());
        }
    }

    /** A client went away; the channel closes by itself. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private static ByteBuf answer(String headers, String body) {
        byte[] text = ("HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(text.length).writeBytes(text).asReadOnly());
    }
}
