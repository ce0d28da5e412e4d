package dev.onrush.runner.http;

import dev.onrush.contract.plan.Request.Method;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;

/**
 * A request with every placeholder filled.
 *
 * @param url a path below the target, or absolute
 * @param body null where there is none
 * @param keepsBody whether anybody will read the answer's body, which is then limited
 */
public record RenderedRequest(
        Method method, String url, Map<String, String> headers, Buffer body, Duration timeout, boolean keepsBody) {}
