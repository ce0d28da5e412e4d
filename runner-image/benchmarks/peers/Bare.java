import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringSocketChannel;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * What Netty itself costs: one request, encoded once, sent again on each of the connections whenever an answer is there, of which nothing is looked at but
 * that it ends as all of them do. Arguments: epoll or io_uring, the target, and how many connections.
 */
void main(String[] arguments) throws Exception {
    var uring = arguments[0].equals("io_uring");
    var target = URI.create(arguments[1]);
    var request = Unpooled.unreleasableBuffer(Unpooled.directBuffer()
            .writeBytes("GET /item/123 HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(target.getAuthority()).getBytes(StandardCharsets.US_ASCII)));
    var group = new MultiThreadIoEventLoopGroup(1, uring ? IoUringIoHandler.newFactory() : EpollIoHandler.newFactory());
    var bootstrap = new Bootstrap()
            .group(group)
            .channel(uring ? IoUringSocketChannel.class : EpollSocketChannel.class)
            .handler(new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new Again(request));
                }
            });
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
        bootstrap.connect(target.getHost(), target.getPort()).sync();
    }
    Thread.sleep(600_000);
}

static class Again extends ChannelInboundHandlerAdapter {
    private final ByteBuf request;

    Again(ByteBuf request) {
        this.request = request;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(request.duplicate(), context.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var answer = (ByteBuf) message;
        boolean whole = answer.getByte(answer.writerIndex() - 1) == '\n';
        answer.release();
        if (whole) {
            context.writeAndFlush(request.duplicate(), context.voidPromise());
        }
    }
}
