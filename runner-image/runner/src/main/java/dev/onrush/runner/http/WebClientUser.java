package dev.onrush.runner.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import java.util.Map;

/** One user of the Vert.x client. */
final class WebClientUser implements HttpUser {
    private final WebClient client;
    private final TargetUrl target;
    private final CallEnvironment environment;
    private final Cookies cookies;
    private final SendTimes times;

    WebClientUser(WebClient client, TargetUrl target, CallEnvironment environment) {
        this.client = client;
        this.target = target;
        this.environment = environment;
        this.cookies = new Cookies(client);
        this.times = new SendTimes(environment.poll());
    }

    @Override
    public Future<Response> send(RenderedRequest request) {
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            Failure wrong = HeaderRules.check(header.getKey(), header.getValue());
            if (wrong != null) {
                return Future.failedFuture(new RequestFailedException(wrong));
            }
        }
        HttpRequest<Buffer> http =
                target.request(client, HttpMethod.valueOf(request.method().name()), request.url());
        return http == null
                ? Future.failedFuture(new RequestFailedException(Failure.INVALID_URL))
                : new Call(environment, cookies, times, request).send(http);
    }

    @Override
    public long written(long handed) {
        return times.written();
    }

    @Override
    public long held(long now) {
        return times.held();
    }
}
