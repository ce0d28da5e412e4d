package dev.onrush.operator;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The operator's HTTP client in a process that is going to be killed: when the API server has answered the n-th write, and before the
 * operator sees the answer, everything stands still. The program around it is the one that is shipped; the client comes in as a
 * service.
 */
public final class ParkingClient implements HttpClient.Factory {
    /** System property: the number of writes that are answered. */
    static final String AFTER = "onrush.test.park-after";

    static final String WRITE = "write ";
    static final String PARKED = "parked";

    private static final Parking PARKING = new Parking(Integer.getInteger(AFTER, Integer.MAX_VALUE));

    private final HttpClient.Factory usual = new JdkHttpClientFactory();

    /** A directory for the class path that puts this client in the place of the usual one. */
    static Path services(Path directory) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(HttpClient.Factory.class.getName()), ParkingClient.class.getName());
        return directory;
    }

    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public HttpClient.Builder newBuilder() {
        return usual.newBuilder().addOrReplaceInterceptor("parking", PARKING);
    }

    /** Shared by all clients of the process. */
    private static final class Parking implements Interceptor {
        private final int last;
        private final AtomicInteger writes = new AtomicInteger();
        private volatile boolean parked;

        Parking(int last) {
            this.last = last;
        }

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            if (parked) {
                park();
            }
        }

        @Override
        public synchronized void after(
                HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
            if (request.method().equals("GET")) {
                return;
            }
            System.out.println(WRITE + request.method() + " " + request.uri().getPath());
            if (writes.incrementAndGet() >= last) {
                parked = true;
                System.out.println(PARKED);
                park();
            }
        }

        private static void park() {
            while (true) {
                LockSupport.park();
            }
        }
    }
}
