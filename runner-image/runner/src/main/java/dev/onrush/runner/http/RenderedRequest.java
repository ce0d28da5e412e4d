package dev.onrush.runner.http;

import dev.onrush.contract.plan.Request.Method;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A request with every placeholder filled.
 *
 * @param url a path below the target, or absolute
 * @param body null where there is none
 * @param keepsBody whether anybody will read the answer's body, which is then limited
 */
public record RenderedRequest(
        Method method, String url, Map<String, String> headers, Buffer body, Duration timeout, boolean keepsBody) {
    /**
     * The same with the time that is left of its timeout. What is less than a millisecond is not taken off: no deadline is finer, and those
     * of requests that are sent when they are wanted are all equally long.
     *
     * @param nanos that have passed since it was wanted
     */
    public RenderedRequest after(long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        return millis <= 0
                ? this
                : new RenderedRequest(method, url, headers, body, timeout.minusMillis(millis), keepsBody);
    }
}
