package dev.onrush.runner.load;

import dev.onrush.runner.stats.RequestNames;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * Users of another kind whose tasks are one request each: of each is kept when it was due, and when the kernel had taken it. Outside of the heap,
 * so that keeping it gives the collector nothing to do.
 */
final class TracedStarts implements UserKind {
    private final UserKind kind;
    private final LongBuffer trace;
    private long missed;

    /** @param most as many requests at most are kept; what comes after is counted alone */
    TracedStarts(UserKind kind, int most) {
        this.kind = kind;
        this.trace = ByteBuffer.allocateDirect(Math.multiplyExact(most, 2 * Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer();
    }

    @Override
    public RequestNames names() {
        return kind.names();
    }

    @Override
    public UserFactory on(LoadEnvironment environment) {
        return new Factory(kind.on(environment));
    }

    /** Pairs of due and written, of {@link System#nanoTime}, in the order in which answers came. Once the load is over. */
    LongBuffer pairs() {
        return trace.duplicate().flip();
    }

    /** Requests that found no room. */
    long missed() {
        return missed;
    }

    private void keep(long due, long written) {
        if (trace.hasRemaining()) {
            trace.put(due).put(written);
        } else {
            missed++;
        }
    }

    private final class Factory implements UserFactory {
        private final UserFactory factory;

        Factory(UserFactory factory) {
            this.factory = factory;
        }

        @Override
        public List<String> classes() {
            return factory.classes();
        }

        @Override
        public Future<Void> ready() {
            return factory.ready();
        }

        @Override
        public RunningUser newUser(String userClass, long number, Consumer<RunningUser> ended) {
            return new Traced(factory, userClass, number, ended);
        }

        @Override
        public void waken(long now) {
            factory.waken(now);
        }

        @Override
        public void close() {
            factory.close();
        }
    }

    private final class Traced implements RunningUser, Consumer<RunningUser> {
        private final VirtualUser user;
        private long due;
        private Consumer<RunningUser> idle;

        Traced(UserFactory factory, String userClass, long number, Consumer<RunningUser> ended) {
            user = (VirtualUser) factory.newUser(userClass, number, _ -> ended.accept(this));
        }

        @Override
        public void start() {
            user.start();
        }

        @Override
        public void arrive(long wanted, long sendable, Consumer<RunningUser> whenIdle) {
            due = wanted;
            idle = whenIdle;
            user.arrive(wanted, sendable, this);
        }

        @Override
        public void accept(RunningUser done) {
            long written = user.written();
            // Where it is not known when the kernel had taken it: no later than now, when its answer was read.
            keep(due, written == 0 ? System.nanoTime() : written);
            idle.accept(this);
        }

        @Override
        public void stop() {
            user.stop();
        }

        @Override
        public void abort() {
            user.abort();
        }
    }
}
