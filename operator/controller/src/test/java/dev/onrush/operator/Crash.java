package dev.onrush.operator;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Cuts a process off after its n-th write: what it wrote stands, and nothing that it still tries gets through. */
final class Crash implements Interceptor {
    private final int after;
    private final List<String> writes = new ArrayList<>();
    private final CountDownLatch dead = new CountDownLatch(1);

    /** @param after writes that get through */
    Crash(int after) {
        this.after = after;
    }

    @Override
    public synchronized void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        boolean write = !request.method().equals("GET");
        if (dead.getCount() == 0 || write && writes.size() >= after) {
            dead.countDown();
            throw new IllegalStateException("the process is dead");
        }
        if (write) {
            writes.add(request.method() + " " + request.uri().getPath());
        }
    }

    /** @return false when it lived on */
    boolean await(long millis) throws InterruptedException {
        return dead.await(millis, TimeUnit.MILLISECONDS);
    }

    boolean happened() {
        return dead.getCount() == 0;
    }

    synchronized List<String> writes() {
        return List.copyOf(writes);
    }
}
