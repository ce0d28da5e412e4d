package dev.onrush.runner.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Leaves out the interim answers of HTTP/1.1 (RFC 9110, 15.2) that the Vert.x client does not know, such as 102: it would take one for
 * the answer, and the answer itself for that of the next request.
 */
final class InterimAnswers extends ChannelInboundHandlerAdapter {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int EARLY_HINTS = 103;
    private static final int LAST_STATUS = 199;

    private boolean leavesOut;

    private InterimAnswers() {}

    /** Begins with a connection that was just made; one of HTTP/2 is left alone. */
    static void leaveOut(ChannelPipeline pipeline) {
        ChannelHandlerContext codec = pipeline.context(HttpClientCodec.class);
        if (codec != null) {
            pipeline.addAfter(codec.name(), null, new InterimAnswers());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse head) {
            leavesOut = isUnknown(head.status().code());
        }
        if (leavesOut) {
            leavesOut = !(message instanceof LastHttpContent);
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    /** After 101 nothing is HTTP any more; 100 and 103 the client leaves out itself. */
    private static boolean isUnknown(int status) {
        return status > SWITCHING_PROTOCOLS && status <= LAST_STATUS && status != EARLY_HINTS;
    }
}
