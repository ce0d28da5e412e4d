package dev.onrush.runner.wire;

import dev.onrush.runner.bus.Frame;
import dev.onrush.runner.bus.FrameDecoder;
import dev.onrush.runner.bus.ProtocolException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A network that misbehaves: what it does to each frame is a function from the frame to those that arrive in its place. */
public final class FrameProxy {
    private final Vertx vertx;
    private final int masterPort;
    private final Function<Frame, List<Frame>> toMaster;
    private final Function<Frame, List<Frame>> toWorker;
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private final NetServer server;
    private volatile boolean up = true;

    public FrameProxy(
            Vertx vertx, int masterPort, Function<Frame, List<Frame>> toMaster, Function<Frame, List<Frame>> toWorker) {
        this.vertx = vertx;
        this.masterPort = masterPort;
        this.toMaster = toMaster;
        this.toWorker = toWorker;
        this.server = vertx.createNetServer()
                .connectHandler(this::connected)
                .listen(0, "127.0.0.1")
                .await();
    }

    public int port() {
        return server.actualPort();
    }

    /** Cuts every connection that stands now. */
    public void cut() {
        sockets.forEach(NetSocket::close);
    }

    /** Whether anything gets through; going down breaks every connection that stands. */
    void up(boolean now) {
        up = now;
        if (!up) {
            cut();
        }
    }

    /** The network is gone: connections break, and no new ones come to be. */
    void close() {
        server.close();
        cut();
    }

    private void connected(NetSocket worker) {
        if (!up) {
            worker.close();
            return;
        }
        worker.pause();
        vertx.createNetClient().connect(masterPort, "127.0.0.1").onComplete(opened -> {
            if (opened.failed()) {
                worker.close();
                return;
            }
            NetSocket master = opened.result();
            sockets.add(worker);
            pipe(worker, master, toMaster);
            pipe(master, worker, toWorker);
            worker.resume();
        });
    }

    private void pipe(NetSocket from, NetSocket to, Function<Frame, List<Frame>> change) {
        FrameDecoder decoder = new FrameDecoder(FrameDecoder.LIMIT);
        from.handler(buffer -> forward(buffer, decoder, to, change));
        from.closeHandler(_ -> {
            sockets.remove(from);
            to.close();
        });
    }

    private static void forward(
            Buffer buffer, FrameDecoder decoder, NetSocket to, Function<Frame, List<Frame>> change) {
        try {
            for (Frame frame : decoder.feed(buffer)) {
                change.apply(frame).forEach(changed -> to.write(changed.encode()));
            }
        } catch (ProtocolException e) {
            to.close();
        }
    }
}
